#!/bin/sh
# valgrind.sh PROGRAM DATA [all]: the main commands under valgrind's memcheck: nothing read before it is written, nothing
# beyond its end or after its life, nothing lost. `all`: every command; else those that write, and a question.
set -u
program=$1 data=$2 which=${3:-some}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
clean() {
  valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    "$program" --db "$folder/db" "$@" >"$folder/out" 2>"$folder/err"
  ended=$?
  if [ "$ended" -gt 1 ]; then
    printf 'polgraph %s: status %s\n' "$*" "$ended"
    grep -v 'unimplemented fcntl' "$folder/err"
    status=1
  fi
}
clean load "$data/ati-japan-2021"
clean query "MATCH (m:Ministry)-[r]->(x) WHERE m.name CONTAINS 'Eco' RETURN x.name, count(r) AS n ORDER BY n DESC LIMIT 5"
clean query "MATCH (m:Ministry) SET m.seen = true CREATE (m)-[:SEEN]->(:Note {id: 'n' + m.id})"
[ "$which" = all ] || exit "$status"
clean trace METI "Green Innovation Fund" :PriorityField
clean trace METI --money
clean find "green inovation"
clean show METI
clean dossier METI --format html -o "$folder/page.html"
clean audit
clean stats
clean schema
clean export --format datapackage -o "$folder/package"
clean export --max-nodes 1000 -o "$folder/all.dot"
clean diff "$folder/db" "$folder/package"
clean backup "$folder/copy"
clean query "MATCH p = shortestPath((a:Ministry)-[*]-(b:Fund)) RETURN length(p), count(*)"
clean query "CALL algo.pagerank() YIELD node, score RETURN node.name, score ORDER BY score DESC LIMIT 3"
clean query "RETURN 1 +"
clean unload ati-japan-2021
clean restore "$folder/copy" --replace
clean check --repair
clean check
exit "$status"
