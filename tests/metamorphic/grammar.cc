#include "tests/metamorphic/grammar.h"

#include <map>

namespace polgraph::meta {

namespace {

using Templates = std::vector<std::string>;

const std::map<char, Templates>& table() {
  static const std::map<char, Templates> kTable = {
      {'I',
       {"$N.i", "$N.j", "$N.k", "$R.i", "$R.k", "($I + $I)", "($I - $I)", "($I * $I)", "($I / 2)", "($I % 3)", "(-$I)",
        "abs($I)", "sign($I)", "size($S)", "size($L)", "size($T)", "size($Q)", "length($P)", "$L[0]", "$L[$I]",
        "head($L)", "last($L)", "toInteger($S)", "toIntegerOrNull($A)", "coalesce($I, $I)", "$D.year", "$D.dayOfWeek",
        "$W.hour", "$Z.epochSeconds", "$U.days", "$U.milliseconds", "duration.between($D, $D).days",
        "duration.inSeconds($W, $W).seconds", "CASE WHEN $B THEN $I ELSE $I END",
        "CASE $I WHEN 0 THEN $I WHEN 1 THEN $I END", "reduce(@I = $I, @I IN $L# | $I;)",
        "reduce(@I = 0, @N IN nodes($P)# | coalesce($I, 0);)", "COUNT { $p# WHERE $B; }", "COUNT { MATCH $p#; }",
        "COUNT { MATCH $p# WITH DISTINCT $A AS @A RETURN 1 AS one; }", "size([$l# WHERE $B | $A;])", "size([$e | 1])",
        "size(COLLECT { MATCH $p# WHERE $B RETURN $A AS @A; })", "nullIf($I, $I)", "size(keys($N))",
        "char_length($S)", "{a: $I, b: $S}.a", "[$I, $I, $I][1]", "toInteger($F * 0 + 1)",
        "size($c)", "(CASE WHEN $A IS NULL THEN 1 ELSE 0 END)"}},
      {'F',
       {"$N.f", "$R.f", "($F + $F)", "($F * 0.5)", "($F - $I)", "(-$F)", "abs($F)", "ceil($F)", "floor($F)", "round($F)",
        "sqrt($F)", "($I / 2.0)", "toFloat($I)", "toFloat($S)", "coalesce($F, $F)", "CASE WHEN $B THEN $F ELSE $F END",
        "($F % 2)", "(2 ^ ($I % 5))", "exp(0 * $I)", "[$F, $F][0]"}},
      {'S',
       {"$N.s", "$R.s", "type($R)", "($S + $S)", "toUpper($S)", "toLower($S)", "reverse($S)", "trim($S)", "left($S, 2)",
        "right($S, 1)", "substring($S, 1)", "substring($S, 0, 2)", "replace($S, 'a', $S)", "toString($I)",
        "toString($B)", "toString($D)", "toStringOrNull($A)", "coalesce($S, $S)", "head($T)", "$T[$I]",
        "CASE WHEN $B THEN $S ELSE $S END", "head(labels($N))", "split($S, 'a')[0]", "ltrim($S)", "valueType($I)",
        "reduce(@S = '', @S IN $T# | $S;)", "($S || $S)"}},
      {'B',
       {"$N.b", "$R.b", "$I < $I", "$I <= $I", "$I = $I", "$I <> $I", "$I > $I", "$I >= $I", "$F < $F", "$F = $F",
        "$S < $S", "$S = $S", "$A = $A", "$A <> $A", "$A < $A", "$A >= $A", "$D < $D", "$W <= $W", "$Z > $Z", "$Z = $Z",
        "$U = $U", "$L = $L", "$L < $L", "$T = $T", "$N = $N", "$N <> $N", "$R = $R", "$P = $P", "$M = $M",
        "$S STARTS WITH $S", "$S ENDS WITH $S", "$S CONTAINS $S", "$S =~ '[a-z ]*'", "(NOT ($B))", "($B AND $B)",
        "($B OR $B)", "($B XOR $B)", "$A IS NULL", "$A IS NOT NULL", "$I IN $L", "$A IN [$A, $A]", "$S IN $T",
        "$I < $I <= $I", "$N:A", "($N:A|B)", "$N:!A", "$N:A&B", "($N:(A|C)&!B)", "$R:T", "exists($e)", "(NOT exists($e))",
        "EXISTS { $p# WHERE $B; }", "EXISTS { MATCH $p# WHERE $B; }", "EXISTS { MATCH $p# RETURN $A AS @A; }",
        "EXISTS { MATCH $p# WITH $A AS @A;# WHERE $B RETURN 1 AS one; }", "COUNT { $p#; } > 1",
        "(NOT EXISTS { $p# WHERE $B; })", "any(@I IN $L# WHERE $B;)", "all(@I IN $L# WHERE $B;)",
        "none(@S IN $T# WHERE $B;)", "single(@I IN $L# WHERE $B;)", "all(@N IN nodes($P)# WHERE $B;)",
        "any(@R IN relationships($P)# WHERE $B;)", "none(@R IN $Q# WHERE $B;)", "coalesce($B, $B)", "isEmpty($L)",
        "isEmpty($S)", "CASE WHEN $B THEN $B ELSE $B END", "toBoolean($S)", "$A IN [$l# | $A;]",
        "any(@I IN $c# WHERE $B;)", "$I IN $c", "$I IN COLLECT { MATCH $p# RETURN $I AS @I; }",
        "EXISTS { MATCH $p# WHERE $B RETURN $I AS one; UNION MATCH $p# RETURN $I AS one; }", "isNaN($F)",
        "$V.id = $A", "$V.name = $S", "($I = $I) = ($I = $I)"}},
      {'L',
       {"$N.l", "$R.l", "[$I, $I]", "[$I]", "($L + $L)", "($L + $I)", "tail($L)", "reverse($L)", "$L[0..2]", "$L[$I..]",
        "$L[..-1]", "[@I IN $L# WHERE $B | $I;]", "[@I IN $L# WHERE $B;]", "[@I IN $L# | $I;]", "coalesce($L, $L)",
        "range(0, coalesce($I, 0) % 4)", "range(3, 1, -1)", "[@N IN nodes($P)# | $I;]", "[@R IN $Q# | $I;]",
        "CASE WHEN $B THEN $L ELSE $L END", "[@R IN relationships($P)# WHERE $B | $I;]"}},
      {'T', {"labels($N)", "keys($N)", "[$S, $S]", "split($S, 'b')", "tail($T)", "($T + $S)", "[@S IN $T# WHERE $B | $S;]",
             "[@R IN $Q# | $S;]", "[@N IN nodes($P)# | $S;]", "reverse($T)"}},
      {'D', {"$N.d", "$R.d", "($D + duration('P1M'))", "($D - duration('P1D'))", "date.truncate('month', $D)", "date($W)",
             "coalesce($D, $D)", "CASE WHEN $B THEN $D ELSE $D END", "date({year: 2020, month: 1 + abs(coalesce($I, 0) % 12), day: 3})"}},
      {'W', {"$N.w", "$R.w", "($W + $U)", "localdatetime.truncate('day', $W)", "coalesce($W, $W)", "localdatetime($Z)",
             "localdatetime({date: coalesce($D, date('2021-07-01')), hour: 3})", "($W - duration('PT1H30M'))"}},
      {'Z', {"$N.z", "$R.z", "($Z + $U)", "datetime.truncate('hour', $Z)", "coalesce($Z, $Z)",
             "datetime({datetime: coalesce($Z, datetime('2021-07-01T00:00Z')), timezone: '+02:00'})", "datetime({epochSeconds: coalesce($I, 0) % 100000})"}},
      {'U', {"$N.u", "$R.u", "duration.between($D, $W)", "duration.inDays($D, $D)", "duration.inMonths($D, $D)",
             "($U + $U)", "($U * 2)", "coalesce($U, $U)", "duration({days: coalesce($I, 0) % 1000})"}},
      {'M', {"{a: $I, b: $S}", "{a: $A}", "properties($N)", "properties($R)", "$V{.i, .s, z: $I}", "$V{.*}", "{}"}},
      {'A',
       {"$I", "$I", "$S", "$S", "$F", "$B", "$L", "$D", "$W", "$Z", "$U", "$T", "$M", "$N.v", "$R.v", "$N.id", "$N.name",
        "$N", "$R", "$P", "$Q", "coalesce($A, $A)", "[$A, $A]", "{a: $A, c: $A}", "CASE WHEN $B THEN $A ELSE $A END",
        "CASE $A WHEN $A THEN $A ELSE $A END", "head([$A])", "{a: $A}.a", "nullIf($A, $A)", "$N['i']", "$M['a']",
        "[$A, $A][$I]", "nodes($P)", "[@A IN [$A, $A]# WHERE $B | $A;]"}},
      {'N', {"startNode($R)", "endNode($R)", "head(nodes($P))", "last(nodes($P))", "coalesce($N, $N)", "nodes($P)[1]"}},
      {'R', {"relationships($P)[0]", "last($Q)", "head($Q)"}},
      {'Q', {"relationships($P)", "tail($Q)"}},
      {'P', {}},
  };
  return kTable;
}

}  // namespace

const std::vector<std::string>& templates_of(char kind) {
  return table().at(kind);
}

const std::vector<std::pair<char, std::string>>& aggregates() {
  static const std::vector<std::pair<char, std::string>> kAggregates = {
      {'I', "count(*)"},           {'I', "count($A)"},           {'I', "count(DISTINCT $A)"}, {'I', "sum($I)"},
      {'I', "sum(DISTINCT $I)"},   {'I', "min($I)"},             {'I', "max($I)"},            {'S', "min($S)"},
      {'S', "max($S)"},            {'F', "avg($I)"},             {'F', "min($F)"},            {'D', "max($D)"},
      {'Z', "min($Z)"},            {'I', "size(collect($A))"},   {'I', "count(*) + 1"},       {'I', "max($I) - min($I)"},
      {'I', "percentileDisc($I, 0.5)"}, {'F', "percentileCont($I, 0.25)"}, {'I', "size(collect(DISTINCT $A))"},
      {'B', "count(*) > 1"},       {'I', "sum(CASE WHEN $B THEN 1 ELSE 0 END)"}, {'L', "max($L)"},
      {'I', "count($N)"},          {'I', "count(DISTINCT $N)"},  {'I', "size([xx IN collect($A) WHERE xx IS NULL])"},
  };
  return kAggregates;
}

std::string without_marks(std::string_view text) {
  return replace_literals(text, [](std::string literal) { return literal; });
}

}  // namespace polgraph::meta
