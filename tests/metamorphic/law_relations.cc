// Laws of values: expressions over a, b, c that are true whatever a, b and c are.
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

struct Law {
  const char* name;
  const char* kinds;  // of a, b, c
  const char* text;
};

// Where a law holds for values only, not for null, it says so by coalesce(..., true).
const Law kLaws[] = {
    {"NOT over AND", "BB", "coalesce((NOT (a AND b)) = ((NOT a) OR (NOT b)), (a AND b) IS NULL AND ((NOT a) OR (NOT b)) IS NULL)"},
    {"NOT over OR", "BB", "coalesce((NOT (a OR b)) = ((NOT a) AND (NOT b)), (a OR b) IS NULL AND ((NOT a) AND (NOT b)) IS NULL)"},
    {"XOR by AND and OR", "BB", "coalesce((a XOR b) = ((a OR b) AND NOT (a AND b)), a IS NULL OR b IS NULL)"},
    {"AND is commutative", "BB", "coalesce((a AND b) = (b AND a), (a AND b) IS NULL AND (b AND a) IS NULL)"},
    {"OR is associative", "BBB", "coalesce(((a OR b) OR c) = (a OR (b OR c)), ((a OR b) OR c) IS NULL AND (a OR (b OR c)) IS NULL)"},
    {"AND over OR", "BBB", "coalesce((a AND (b OR c)) = ((a AND b) OR (a AND c)), (a AND (b OR c)) IS NULL AND ((a AND b) OR (a AND c)) IS NULL)"},
    {"false AND anything", "B", "(false AND a) = false AND (true OR a) = true"},
    {"a test is true, false or null", "B", "(a = true) OR (a = false) OR a IS NULL"},
    {"less is not greater or equal", "II", "coalesce((a < b) = (NOT (a >= b)), true)"},
    {"less is not greater or equal, text", "SS", "coalesce((a < b) = (NOT (a >= b)), true)"},
    {"less is not greater or equal, dates", "DD", "coalesce((a < b) = (NOT (a >= b)), true)"},
    {"less is not greater or equal, instants", "ZZ", "coalesce((a < b) = (NOT (a >= b)), true)"},
    {"less is not greater or equal, lists", "LL", "coalesce((a < b) = (NOT (a >= b)), true)"},
    {"comparison turned", "AA", "coalesce((a < b) = (b > a), (a < b) IS NULL AND (b > a) IS NULL)"},
    {"comparison turned, or equal", "AA", "coalesce((a <= b) = (b >= a), (a <= b) IS NULL AND (b >= a) IS NULL)"},
    {"equality is symmetric", "AA", "coalesce((a = b) = (b = a), (a = b) IS NULL AND (b = a) IS NULL)"},
    {"unequal is not equal", "AA", "coalesce((a <> b) = (NOT (a = b)), (a <> b) IS NULL AND (a = b) IS NULL)"},
    {"one of three", "II", "coalesce(size([x IN [a < b, a = b, a > b] WHERE x]) = 1, true) OR a IS NULL OR b IS NULL"},
    {"one of three, numbers", "IF", "isNaN(b) OR a IS NULL OR b IS NULL OR size([x IN [a < b, a = b, a > b] WHERE x]) = 1"},
    {"order is transitive", "FFF", "coalesce((NOT (a < b AND b < c)) OR a < c, true)"},
    {"a chain is its parts", "III", "coalesce((a < b <= c) = (a < b AND b <= c), (a < b AND b <= c) IS NULL)"},
    {"IN is a chain of equalities", "AAA", "coalesce((a IN [b, c]) = (a = b OR a = c), (a IN [b, c]) IS NULL AND (a = b OR a = c) IS NULL)"},
    {"in the empty list", "A", "(a IN []) = false"},
    {"equal is one of DISTINCT", "AA", "coalesce(a = b, false) = false OR COUNT { UNWIND [a, b] AS x RETURN DISTINCT x } = 1"},
    {"DISTINCT is one of equal", "II", "(COUNT { UNWIND [a, b] AS x RETURN DISTINCT x } = 1) = coalesce(a = b, a IS NULL AND b IS NULL)"},
    {"sum is commutative", "II", "coalesce(a + b = b + a, a IS NULL OR b IS NULL)"},
    {"difference undone", "II", "coalesce(a - b + b = a, a IS NULL OR b IS NULL)"},
    {"division and rest", "II", "b = 0 OR coalesce((a / b) * b + a % b = a, a IS NULL OR b IS NULL)"},
    {"product over sum", "III", "coalesce((a % 1000) * (b % 1000 + c % 1000) = (a % 1000) * (b % 1000) + (a % 1000) * (c % 1000), a IS NULL OR b IS NULL OR c IS NULL)"},
    {"sign and size", "I", "coalesce(sign(a) * abs(a) = a, a IS NULL)"},
    {"floor below ceil", "F", "coalesce(isNaN(a) OR (floor(a) <= a AND a <= ceil(a)), a IS NULL)"},
    {"integer as text and back", "I", "coalesce(toInteger(toString(a)) = a, a IS NULL)"},
    {"float as text and back", "F", "coalesce(isNaN(a) OR abs(a) > 1.0e300 OR toFloat(toString(a)) = a, a IS NULL)"},
    {"boolean as text and back", "B", "coalesce(toBoolean(toString(a)) = a, a IS NULL)"},
    {"text turned twice", "S", "coalesce(reverse(reverse(a)) = a, a IS NULL)"},
    {"text in two parts", "S", "coalesce(left(a, 1) + substring(a, 1) = a, a IS NULL OR a = '')"},
    {"length of two texts", "SS", "coalesce(size(a + b) = size(a) + size(b), a IS NULL OR b IS NULL)"},
    {"a text holds its parts", "SS", "coalesce((a + b) STARTS WITH a AND (a + b) ENDS WITH b AND (a + b + a) CONTAINS b, a IS NULL OR b IS NULL)"},
    {"begins, ends, holds", "SS", "coalesce((a STARTS WITH b) = (left(a, size(b)) = b) AND (a ENDS WITH b) = (right(a, size(b)) = b), a IS NULL OR b IS NULL)"},
    {"split and joined", "SS", "b = '' OR coalesce(reduce(s = head(split(a, b)), x IN tail(split(a, b)) | s + b + x) = a, a IS NULL OR b IS NULL)"},
    {"replace as split and joined", "S", "coalesce(reduce(s = head(split(a, 'a')), x IN tail(split(a, 'a')) | s + 'zz' + x) = replace(a, 'a', 'zz'), a IS NULL)"},
    {"upper of lower of upper", "S", "coalesce(toUpper(toLower(toUpper(a))) = toUpper(a), a IS NULL)"},
    {"head and tail", "L", "coalesce(a = [] OR [head(a)] + tail(a) = a, a IS NULL OR size([x IN a WHERE x IS NULL]) > 0)"},
    {"list in two slices", "LI", "coalesce(a[..2] + a[2..] = a, a IS NULL OR size([x IN a WHERE x IS NULL]) > 0)"},
    {"list turned twice", "L", "coalesce(reverse(reverse(a)) = a, a IS NULL OR size([x IN a WHERE x IS NULL]) > 0)"},
    {"last of a list", "L", "coalesce(last(a) = a[-1], a IS NULL OR a = [] OR last(a) IS NULL)"},
    {"length of two lists", "LL", "coalesce(size(a + b) = size(a) + size(b), a IS NULL OR b IS NULL)"},
    {"map over a list keeps its length", "L", "coalesce(size([x IN a | 1]) = size(a), a IS NULL)"},
    {"a filter in two parts", "LI", "a IS NULL OR size([x IN a WHERE x < b]) + size([x IN a WHERE NOT (x < b)]) + size([x IN a WHERE (x < b) IS NULL]) = size(a)"},
    {"all is none of not", "LI", "coalesce(all(x IN a WHERE x < b) = none(x IN a WHERE NOT (x < b)), true)"},
    {"any is not none", "LI", "coalesce(any(x IN a WHERE x < b) = (NOT none(x IN a WHERE x < b)), any(x IN a WHERE x < b) IS NULL AND none(x IN a WHERE x < b) IS NULL)"},
    {"single is a list of one", "LI", "coalesce(single(x IN a WHERE x < b) = (size([x IN a WHERE x < b]) = 1), true)"},
    {"IN is any", "LI", "coalesce((b IN a) = any(x IN a WHERE x = b), (b IN a) IS NULL AND any(x IN a WHERE x = b) IS NULL)"},
    {"reduce is a sum", "L", "a IS NULL OR coalesce(reduce(s = 0, x IN a | s + x) = COLLECT { UNWIND a AS x RETURN sum(x) AS y }[0], size([x IN a WHERE x IS NULL]) > 0)"},
    {"range and its length", "I", "coalesce(size(range(0, abs(a % 7))) = abs(a % 7) + 1, a IS NULL)"},
    {"CASE as coalesce", "AA", "coalesce(CASE WHEN a IS NULL THEN b ELSE a END = coalesce(a, b), true) OR coalesce(a, b) <> coalesce(a, b)"},
    {"date as text and back", "D", "coalesce(date(toString(a)) = a, a IS NULL)"},
    {"local date-time as text and back", "W", "coalesce(localdatetime(toString(a)) = a, a IS NULL)"},
    {"date-time as text and back", "Z", "coalesce(datetime(toString(a)) = a, a IS NULL)"},
    {"duration as text and back", "U", "coalesce(duration(toString(a)) = a, a IS NULL)"},
    {"days there and back", "DI", "coalesce(a + duration({days: b % 100000}) - duration({days: b % 100000}) = a, a IS NULL OR b IS NULL)"},
    {"seconds there and back", "WI", "coalesce(a + duration({seconds: b % 100000}) - duration({seconds: b % 100000}) = a, a IS NULL OR b IS NULL)"},
    {"seconds there and back, zones", "ZI", "coalesce(a + duration({seconds: b % 100000}) - duration({seconds: b % 100000}) = a, a IS NULL OR b IS NULL)"},
    {"between and back", "DD", "coalesce(a + duration.inDays(a, b) = b, a IS NULL OR b IS NULL)"},
    {"between and back, seconds", "WW", "coalesce(a + duration.inSeconds(a, b) = b, a IS NULL OR b IS NULL)"},
    {"between and back, zones", "ZZ", "coalesce((a + duration.inSeconds(a, b)).epochMillis = b.epochMillis, a IS NULL OR b IS NULL)"},
    {"between and back, all parts", "DD", "coalesce(a > b OR a + duration.between(a, b) = b, a IS NULL OR b IS NULL)"},
    {"between turned", "DD", "coalesce(duration.inDays(a, b) = duration({days: -duration.inDays(b, a).days}), a IS NULL OR b IS NULL)"},
    {"spans add", "UU", "coalesce(a + b = b + a AND a + b - b = a, a IS NULL OR b IS NULL)"},
    {"span twice", "U", "coalesce(a + a = a * 2, a IS NULL)"},
    {"truncated is before", "W", "coalesce(localdatetime.truncate('month', a) <= a, a IS NULL)"},
    {"parts make the date", "D", "coalesce(date({year: a.year, month: a.month, day: a.day}) = a, a IS NULL)"},
    {"week makes the date", "D", "coalesce(date({year: a.weekYear, week: a.week, dayOfWeek: a.dayOfWeek}) = a, a IS NULL)"},
    {"day of the year makes the date", "D", "coalesce(date({year: a.year, ordinalDay: a.ordinalDay}) = a, a IS NULL)"},
    {"quarter makes the date", "D", "coalesce(date({year: a.year, quarter: a.quarter, dayOfQuarter: a.dayOfQuarter}) = a, a IS NULL)"},
    {"epoch makes the instant", "Z", "coalesce(datetime.fromEpochMillis(a.epochMillis).epochMillis = a.epochMillis, a IS NULL)"},
    {"map keys", "M", "a IS NULL OR all(x IN keys(a) WHERE x IN keys(a) AND size([y IN keys(a) WHERE y = x]) = 1)"},
    {"sorted twice", "AAA", "COLLECT { UNWIND [a, b, c] AS x WITH x ORDER BY x RETURN x } = COLLECT { UNWIND [c, a, b] AS x WITH x ORDER BY x RETURN x } OR any(x IN [a, b, c] WHERE x IS NULL OR coalesce(x <> x, true))"},
    {"sorted is a chain", "III", "any(x IN [a, b, c] WHERE x IS NULL) OR reduce(s = {ok: true, v: null}, x IN COLLECT { UNWIND [a, b, c] AS x RETURN x ORDER BY x } | {ok: s.ok AND coalesce(s.v <= x, true), v: x}).ok"},
};

std::optional<Case> some_law(Generator& g) {
  const Law& law = kLaws[g.random.below(std::size(kLaws))];
  std::string text = g.random.percent(60) ? text_of(g.reading(1)) + " WITH " : "WITH ";
  const char* names[] = {"a", "b", "c"};
  for (std::size_t i = 0; law.kinds[i] != '\0'; ++i) {
    text += (i > 0 ? ", " : "") + g.expression(law.kinds[i]) + " AS " + names[i];
  }
  Case made{runs({text + " RETURN " + law.text + " AS x"}), {}, Compare::True};
  made.note = law.name;
  return made;
}

const Relation kRelations[] = {{"laws of values", 14, &some_law}};

}  // namespace

std::span<const Relation> law_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
