Feature: Aggregates stand where rows are grouped

  Scenario Outline: Where an aggregate has no meaning
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | statement                                                              | detail                         |
      | MATCH (n) WHERE count(n) > 1 RETURN n                                  | InvalidAggregation             |
      | MATCH (n) WHERE count(*) > 1 RETURN n                                  | InvalidAggregation             |
      | MATCH (n) WHERE n.a = max(n.b) RETURN n                                | InvalidAggregation             |
      | MATCH (n) WITH n WHERE count(n) > 1 RETURN n                           | InvalidAggregation             |
      | OPTIONAL MATCH (n) WHERE sum(n.a) > 1 RETURN n                         | InvalidAggregation             |
      | MATCH (n {a: count(*)}) RETURN n                                       | InvalidAggregation             |
      | UNWIND collect(1) AS x RETURN x                                        | InvalidAggregation             |
      | UNWIND [count(*)] AS x RETURN x                                        | InvalidAggregation             |
      | CREATE ({a: count(*)})                                                 | InvalidAggregation             |
      | MATCH (n) CREATE ({a: max(n.a)})                                       | InvalidAggregation             |
      | MERGE ({a: count(*)})                                                  | InvalidAggregation             |
      | MATCH (n) SET n.a = count(*)                                           | InvalidAggregation             |
      | MATCH (n) SET n += {a: sum(n.a)}                                       | InvalidAggregation             |
      | MATCH (n) DELETE head(collect(n))                                      | InvalidAggregation             |
      | FOREACH (x IN collect(1) \| CREATE ())                                 | InvalidAggregation             |
      | MATCH (n) RETURN n.a ORDER BY count(*)                                 | InvalidAggregation             |
      | MATCH (n) RETURN n.a AS a ORDER BY max(n.b)                            | InvalidAggregation             |
      | MATCH (n) RETURN n ORDER BY n.a, sum(n.b)                              | InvalidAggregation             |
      | MATCH (n) WITH n.a AS a ORDER BY count(*) RETURN a                     | InvalidAggregation             |
      | MATCH (n) WITH n.a AS a ORDER BY max(n.b) RETURN a                     | InvalidAggregation             |
      | RETURN 1 LIMIT count(*)                                                | InvalidAggregation             |
      | RETURN [x IN [1] \| count(x)]                                          | InvalidAggregation             |
      | RETURN [x IN [1] WHERE count(*) > 1 \| x]                              | InvalidAggregation             |
      | RETURN all(x IN [1] WHERE count(*) = 1)                                | InvalidAggregation             |
      | RETURN reduce(s = 0, x IN [1] \| s + count(*))                         | InvalidAggregation             |
      | MATCH (n) RETURN [(n)-->(m) \| count(m)]                               | InvalidAggregation             |
      | MATCH (n) CALL polgraph.find(toString(count(n))) YIELD node RETURN node | InvalidAggregation            |
      | RETURN count(count(*))                                                 | NestedAggregation              |
      | RETURN sum(count(1))                                                   | NestedAggregation              |
      | RETURN collect(max(1))                                                 | NestedAggregation              |
      | RETURN sum(1 + count(*))                                               | NestedAggregation              |
      | WITH count(sum(1)) AS x RETURN x                                       | NestedAggregation              |
      | MATCH (n) RETURN n.a + count(*)                                        | AmbiguousAggregationExpression |
      | MATCH (n) RETURN count(*) + n.a                                        | AmbiguousAggregationExpression |
      | MATCH (n) RETURN {a: n.a, c: count(*)}                                 | AmbiguousAggregationExpression |
      | MATCH (n) RETURN [n, count(*)]                                         | AmbiguousAggregationExpression |
      | MATCH (n) RETURN CASE WHEN n.a THEN count(*) ELSE 0 END                | AmbiguousAggregationExpression |
      | MATCH (n) WITH n.a + max(n.b) AS x RETURN x                            | AmbiguousAggregationExpression |
      | MATCH (n)-->(m) RETURN n.a + m.a AS s, n.a + m.a + count(*) AS c       | AmbiguousAggregationExpression |
      | MATCH (n)-->(m) WITH n.a + m.a AS s, n.a + m.a + count(*) AS c RETURN s | AmbiguousAggregationExpression |
      | MATCH (n)-->(m) RETURN n.a, m.a + count(*)                             | AmbiguousAggregationExpression |
      | MATCH (n)-->(m) RETURN n.a + m.a, count(*) AS c ORDER BY n.a + m.a + count(*) | AmbiguousAggregationExpression |
      | MATCH (n)-->(m) WITH n.a + m.a AS s, count(*) AS c ORDER BY n.a + m.a + count(*) RETURN s | AmbiguousAggregationExpression |
      | MATCH (n)-->(m) RETURN count(m.a) AS c ORDER BY n.a + count(m.a)       | UndefinedVariable              |
      | MATCH (n)-->(m) WITH count(m.a) AS c ORDER BY n.a + count(m.a) RETURN c | UndefinedVariable             |
      | MATCH (n) WITH n.a AS a, min(n.b) AS b ORDER BY sum(n.b) RETURN a      | UndefinedVariable              |
      | MATCH (n) WITH n.a % 3 AS a, min(n.a + n.b) AS b ORDER BY sum(n.a + n.b) RETURN a | UndefinedVariable   |
      | MATCH (n) RETURN n.a AS a, min(n.b) AS b ORDER BY sum(n.c)             | UndefinedVariable              |

  Scenario Outline: What stands beside an aggregate is grouped by
    Given an empty graph
    And having executed:
      """
      UNWIND [[1, 10], [1, 20], [2, 30]] AS row CREATE (:N {a: row[0], b: row[1]})
      """
    When executing query:
      """
      <statement>
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | statement                                                                      | answer                  |
      | MATCH (n:N) WITH n.a AS a, count(*) AS c ORDER BY a RETURN collect([a, c]) AS x | [[1, 2], [2, 1]]       |
      | MATCH (n:N) WITH n.a AS a, n.a + count(*) AS c ORDER BY a RETURN collect(c) AS x | [3, 3]                |
      | MATCH (n:N) WITH n.a AS a, sum(n.b) / count(*) AS m ORDER BY a RETURN collect(m) AS x | [15, 30]         |
      | MATCH (n:N) WITH n.a AS a, {s: sum(n.b), c: count(*)} AS m ORDER BY a RETURN collect(m.s) AS x | [30, 30] |
      | MATCH (n:N) WITH n.a AS a, [sum(n.b), 7] AS m ORDER BY a RETURN collect(m) AS x | [[30, 7], [30, 7]]     |
      | MATCH (n:N) WITH n.a AS a, size(collect(n.b)) AS s ORDER BY s DESC RETURN collect(a) AS x | [1, 2]       |
      | MATCH (n:N) WITH n.a AS a, count(*) AS c ORDER BY count(*) RETURN collect(a) AS x | [2, 1]               |
      | MATCH (n:N) WITH n.a AS a, count(*) AS c ORDER BY n.a DESC RETURN collect(a) AS x | [2, 1]               |
      | MATCH (n:N) WITH n.a AS a, count(*) AS c ORDER BY a + count(*) DESC, a RETURN collect(a) AS x | [1, 2]   |
      | MATCH (n:N) WITH n.a AS a, max(n.b) AS m ORDER BY -max(n.b) RETURN collect(m) AS x | [30, 20]            |
      | MATCH (n:N) WITH n.a AS a, count(*) AS c WHERE c > 1 RETURN a AS x             | 1                       |
      | MATCH (n:N) WITH DISTINCT n.a AS a ORDER BY a DESC RETURN collect(a) AS x      | [2, 1]                  |
      | MATCH (n:N) RETURN count(DISTINCT n.a) AS x                                    | 2                       |
      | MATCH (n:N) RETURN sum(DISTINCT n.a) AS x                                      | 3                       |
      | MATCH (n:N) RETURN avg(n.b) AS x                                               | 20.0                    |
      | MATCH (n:N) RETURN max(n.b) - min(n.b) AS x                                    | 20                      |
      | MATCH (n:N) RETURN count(*) * 10 + count(n.zzz) AS x                           | 30                      |
      | MATCH (n:N) RETURN CASE count(*) WHEN 3 THEN 'three' ELSE 'other' END AS x     | 'three'                 |
      | MATCH (n:N) RETURN size([y IN collect(n.b) WHERE y > 15]) AS x                 | 2                       |
      | MATCH (n:N) RETURN reduce(s = 0, y IN collect(n.b) \| s + y) AS x              | 60                      |
      | MATCH (n:N) RETURN any(y IN collect(n.b) WHERE y = 30) AS x                    | true                    |
      | MATCH (n:N) RETURN toString(count(*)) + '!' AS x                               | '3!'                    |
      | MATCH (n:Q) RETURN count(*) AS x                                               | 0                       |
      | MATCH (n:Q) RETURN sum(n.a) AS x                                               | 0                       |
      | MATCH (n:Q) RETURN avg(n.a) AS x                                               | null                    |
      | MATCH (n:Q) RETURN min(n.a) AS x                                               | null                    |
      | MATCH (n:Q) RETURN collect(n.a) AS x                                           | []                      |
      | MATCH (n:Q) RETURN [count(*), collect(n)] AS x                                 | [0, []]                 |
      | MATCH (n:Q) RETURN percentileDisc(n.a, 0.5) AS x                               | null                    |
      | MATCH (n:Q) RETURN stDev(n.a) AS x                                             | 0.0                     |
      | MATCH (n:N) RETURN count(DISTINCT n) AS x                                      | 3                       |
      | UNWIND [1, null, 1, 2, null] AS y RETURN [count(y), count(*), count(DISTINCT y)] AS x | [3, 5, 2]        |
      | UNWIND [null, null] AS y RETURN [sum(y), avg(y), min(y), max(y), collect(y)] AS x | [0, null, null, null, []] |
      | UNWIND [1, 2.5] AS y RETURN sum(y) AS x                                        | 3.5                     |
      | UNWIND [1.0, 2.0] AS y RETURN sum(y) AS x                                      | 3.0                     |
      | UNWIND ['b', 'a', 'B'] AS y RETURN [min(y), max(y)] AS x                       | ['B', 'b']              |
      | UNWIND [1, 'a', null, [1], 1.5] AS y RETURN [min(y), max(y)] AS x              | [[1], 1.5]              |
      | UNWIND [1, 'a', null, 0.2, 'b', '1', '99'] AS y RETURN [min(y), max(y)] AS x   | ['1', 1]                |
      | UNWIND [[1], [2], [2, 1]] AS y RETURN [min(y), max(y)] AS x                    | [[1], [2, 1]]           |
      | UNWIND [true, false] AS y RETURN [min(y), max(y)] AS x                         | [false, true]           |
      | UNWIND [0.0, 0.5, 1.0] AS p UNWIND [10.0, 20.0, 30.0] AS y WITH p, percentileDisc(y, p) AS d ORDER BY p RETURN collect(d) AS x | [10.0, 20.0, 30.0] |
      | UNWIND [0.0, 0.25, 1.0] AS p UNWIND [10.0, 20.0, 30.0] AS y WITH p, percentileCont(y, p) AS d ORDER BY p RETURN collect(d) AS x | [10.0, 15.0, 30.0] |
      | UNWIND [] AS y RETURN count(*) AS x                                            | 0                       |
      | UNWIND [1, 1.0, 2] AS y RETURN count(DISTINCT y) AS x                          | 2                       |
      | UNWIND [[1, null], [1, null], [null]] AS y RETURN count(DISTINCT y) AS x       | 2                       |
      | UNWIND [{a: 1}, {a: 1.0}, {a: 2}] AS y RETURN count(DISTINCT y) AS x           | 2                       |
      | UNWIND [0.0 / 0.0, 0.0 / 0.0] AS y RETURN count(DISTINCT y) AS x               | 1                       |
