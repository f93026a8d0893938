#!/bin/sh
# hardened.sh PROGRAM LIBRARY...: is it position-independent, are its relocations read-only before it runs, has it no
# executable stack? Have its own libraries a stack protector and checked string functions? (RocksDB's have anyway.)
set -eu
program=$1
shift
status=0
need() {
  printf '%s' "$2" | grep -q -E "$3" || { printf 'not hardened: %s\n' "$1"; status=1; }
}
dynamic=$(readelf --wide --dynamic "$program")
need "no position-independent executable" "$dynamic" 'Flags:.* PIE'
need "relocations are resolved while it runs" "$dynamic" 'BIND_NOW'
segments=$(readelf --wide --segments "$program")
need "relocations stay writable" "$segments" 'GNU_RELRO'
need "an executable stack" "$segments" 'GNU_STACK.* RW '
symbols=$(nm -u "$@")
need "no stack protector" "$symbols" '__stack_chk_fail'
need "string functions are not checked" "$symbols" '__[a-z]+_chk$'
exit "$status"
