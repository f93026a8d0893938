Feature: Names that are wrong are told before anything runs

  Scenario Outline: A name that nothing has introduced
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

    Examples:
      | statement                                                      |
      | RETURN x                                                       |
      | RETURN x.key                                                   |
      | RETURN [1, x]                                                  |
      | RETURN {k: x}                                                  |
      | RETURN x[0]                                                    |
      | RETURN [1, 2][x]                                               |
      | RETURN [1, 2][0..x]                                            |
      | RETURN -x                                                      |
      | RETURN NOT x                                                   |
      | RETURN 1 + x                                                   |
      | RETURN 1 < 2 < x                                               |
      | RETURN x IS NULL                                               |
      | RETURN x:Label                                                 |
      | RETURN toString(x)                                             |
      | RETURN coalesce(1, x)                                          |
      | RETURN count(x)                                                |
      | RETURN count(DISTINCT x)                                       |
      | RETURN collect(x.key)                                          |
      | RETURN CASE x WHEN 1 THEN 2 END                                |
      | RETURN CASE WHEN x THEN 2 END                                  |
      | RETURN CASE 1 WHEN x THEN 2 END                                |
      | RETURN CASE 1 WHEN 1 THEN x END                                |
      | RETURN CASE 1 WHEN 1 THEN 2 ELSE x END                         |
      | RETURN [y IN x \| y]                                           |
      | RETURN [y IN [1] WHERE x]                                      |
      | RETURN [y IN [1] \| x]                                         |
      | RETURN [y IN [1] \| y] + y                                     |
      | RETURN all(y IN [1] WHERE x > y)                               |
      | RETURN any(y IN [1] WHERE y = 1) AND y = 1                     |
      | RETURN reduce(s = x, y IN [1] \| s + y)                        |
      | RETURN reduce(s = 0, y IN [1] \| s + x)                        |
      | RETURN reduce(s = y, y IN [1] \| s + y)                        |
      | RETURN x {.key}                                                |
      | MATCH (n) RETURN n {.key, x}                                   |
      | MATCH (n) RETURN [(n)-->(m) \| x]                              |
      | MATCH (n) RETURN [(n)-->(m) WHERE x \| m]                      |
      | MATCH (n) RETURN [(n)-->(m) \| m], m                           |
      | MATCH (n) RETURN [p = (n)-->() \| p], p                        |
      | MATCH (n) WHERE n.a = x RETURN n                               |
      | MATCH (n {a: x}) RETURN n                                      |
      | MATCH ()-[r {a: x}]->() RETURN r                               |
      | MATCH (n) WHERE (n)-->(x) RETURN n                             |
      | MATCH (n) WHERE (n)-[x]->() RETURN n                           |
      | MATCH (n) WHERE exists((n)-->(x)) RETURN n                     |
      | MATCH (n) WHERE exists(x.key) RETURN n                         |
      | MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE x } RETURN n    |
      | MATCH (n) WHERE EXISTS { (n)-->(m) } RETURN m                  |
      | OPTIONAL MATCH (n) WHERE x = 1 RETURN n                        |
      | UNWIND x AS y RETURN y                                         |
      | UNWIND [x] AS y RETURN y                                       |
      | UNWIND [1] AS y RETURN x                                       |
      | WITH x AS y RETURN y                                           |
      | WITH 1 AS x WITH 2 AS y RETURN x                               |
      | WITH 1 AS x, x AS y RETURN y                                   |
      | WITH 1 AS x WHERE y = 1 RETURN x                               |
      | WITH 1 AS x ORDER BY y RETURN x                                |
      | WITH 1 AS x, count(*) AS n ORDER BY y RETURN x                 |
      | MATCH (n) WITH n.a AS a WHERE n.b = 1 WITH a AS c RETURN n     |
      | MATCH (n) WITH DISTINCT n.a AS a WHERE n.b = 1 RETURN a        |
      | MATCH (n) WITH DISTINCT n.a AS a ORDER BY n.b RETURN a         |
      | MATCH (n) WITH n.a AS a, count(*) AS c WHERE n.b = 1 RETURN a  |
      | MATCH (n) WITH n.a AS a, count(*) AS c ORDER BY n.b RETURN a   |
      | MATCH (n) RETURN n.a, count(*) ORDER BY n.b                    |
      | MATCH (n) RETURN DISTINCT n.a ORDER BY n.b                     |
      | RETURN 1 AS x ORDER BY y                                       |
      | CREATE (n {a: x})                                              |
      | CREATE (n)-[:T {a: x}]->()                                     |
      | CREATE (a {x: 1}), (b {y: c.x})                                |
      | MERGE (n {a: x})                                               |
      | MERGE (n) ON CREATE SET x.a = 1                                |
      | MERGE (n) ON MATCH SET x.a = 1                                 |
      | MERGE (n) ON CREATE SET n.a = x                                |
      | MATCH (n) SET x.a = 1                                          |
      | MATCH (n) SET n.a = x                                          |
      | MATCH (n) SET n = x                                            |
      | MATCH (n) SET n += x                                           |
      | MATCH (n) SET x:Label                                          |
      | MATCH (n) REMOVE x.a                                           |
      | MATCH (n) REMOVE x:Label                                       |
      | MATCH (n) DELETE x                                             |
      | MATCH (n) DETACH DELETE n, x                                   |
      | FOREACH (i IN x \| CREATE ())                                  |
      | FOREACH (i IN [1] \| CREATE ({v: x}))                          |
      | FOREACH (i IN [1] \| CREATE ()) RETURN i                       |
      | FOREACH (i IN [1] \| CREATE (n)) RETURN n                      |
      | WITH 1 AS x CALL { RETURN x AS y } RETURN y                    |
      | WITH 1 AS x CALL { WITH y RETURN 1 AS z } RETURN z             |
      | CALL { WITH 1 AS x RETURN x AS y } RETURN x                    |
      | RETURN 1 AS x UNION RETURN x                                   |
      | WITH 1 AS x RETURN x UNION RETURN x                            |

  Scenario Outline: A name that is there already cannot be introduced again
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound

    Examples:
      | statement                                                      |
      | UNWIND [1] AS x UNWIND [2] AS x RETURN x                       |
      | MATCH (n) UNWIND [1] AS n RETURN n                             |
      | WITH 1 AS p MATCH p = (a) RETURN p                             |
      | MATCH p = (a) MATCH p = (b) RETURN p                           |
      | MATCH p = (a), p = (b) RETURN p                                |
      | MATCH (p), p = (b) RETURN p                                    |
      | MATCH p = (p) RETURN p                                         |
      | MATCH p = (p)-->() RETURN p                                    |
      | MATCH p = ()-->(p) RETURN p                                    |
      | MATCH p = ()-[p]->() RETURN p                                  |
      | MATCH p = ()-[p*]->() RETURN p                                 |
      | MATCH ()-[p]->() MATCH p = ()-->() RETURN p                    |
      | MATCH ()-[p*]->() MATCH p = ()-->() RETURN p                   |
      | MATCH (p) OPTIONAL MATCH p = ()-->() RETURN p                  |
      | CREATE (n) CREATE (n)                                          |
      | CREATE (n), (n)                                                |
      | CREATE (n:A), (n)                                              |
      | CREATE (n), (n:A)-[:T]->()                                     |
      | CREATE (n), (n {a: 1})-[:T]->()                                |
      | CREATE (n)-[:T]->(n:A)                                         |
      | CREATE (n)-[:T]->(n {a: 1})                                    |
      | CREATE ()-[r:T]->(), ()-[r:T]->()                              |
      | CREATE ()-[r:T]->()-[r:T]->()                                  |
      | MATCH ()-[r]->() CREATE ()-[r:T]->()                           |
      | MATCH (a)-[r]->(b) CREATE (a)-[r:T]->(b)                       |
      | MATCH (n) CREATE (n:A)                                         |
      | MATCH (n) CREATE (n {a: 1})                                    |
      | MATCH (n) CREATE (n:A)-[:T]->()                                |
      | MATCH (n) CREATE ()-[:T]->(n {a: 1})                           |
      | MATCH (n) MERGE (n)                                            |
      | MATCH (n) MERGE (n:A)                                          |
      | MATCH (n) MERGE (n)-[:T]->(n:A)                                |
      | MATCH (n) MERGE (n {a: 1})-[:T]->()                            |
      | MATCH ()-[r]->() MERGE ()-[r:T]->()                            |
      | MATCH (a)-[r:T]->(b) MERGE (a)-[r:T]->(b)                      |
      | MERGE (n) MERGE (n)                                            |
      | WITH 1 AS n CREATE (n)                                         |
      | WITH null AS n CREATE (n)                                      |
      | WITH 1 AS r CREATE ()-[r:T]->()                                |
      | MATCH (p) CREATE p = ()-[:T]->()                               |
      | MATCH (p) MERGE p = ()-[:T]->()                                |
      | WITH 1 AS x CALL { RETURN 2 AS x } RETURN x                    |
      | WITH 1 AS node CALL polgraph.find("x") YIELD node RETURN node  |
      | CALL polgraph.find("x") YIELD node CALL polgraph.find("y") YIELD node RETURN node |
      | CALL polgraph.find("x") YIELD node, name AS node RETURN node   |
      | CALL polgraph.find("x") YIELD name AS n, reason AS n RETURN n  |
      | MATCH (n) CALL polgraph.find("x") YIELD node AS n RETURN n     |

  Scenario Outline: A name stands for one kind of thing
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: VariableTypeConflict

    Examples:
      | statement                                                      |
      | MATCH (r)-[r]->() RETURN r                                     |
      | MATCH ()-[r]->(r) RETURN r                                     |
      | MATCH (r), ()-[r]->() RETURN r                                 |
      | MATCH ()-[r]->(), (r) RETURN r                                 |
      | MATCH ()-[r*]->(), (r) RETURN r                                |
      | MATCH (r) MATCH ()-[r]->() RETURN r                            |
      | MATCH (r) MATCH ()-[r*]->() RETURN r                           |
      | MATCH (r) OPTIONAL MATCH ()-[r]->() RETURN r                   |
      | MATCH ()-[r]->() MATCH (r) RETURN r                            |
      | MATCH ()-[r]->() MATCH (r)-->() RETURN r                       |
      | MATCH ()-[r]->() OPTIONAL MATCH (r) RETURN r                   |
      | MATCH p = ()-->() MATCH (p) RETURN p                           |
      | MATCH p = ()-->() MATCH ()-[p]->() RETURN p                    |
      | MATCH p = ()-->() MATCH ()-->(p) RETURN p                      |
      | MATCH p = ()-->(), (p) RETURN p                                |
      | MATCH p = (), (p)-->() RETURN p                                |
      | MATCH p = (), ()-[p]->() RETURN p                              |
      | UNWIND [1, 2] AS n MATCH (n) RETURN n                          |
      | UNWIND ['a'] AS r MATCH ()-[r]->() RETURN r                    |
      | WITH 'a' AS n MATCH (n)-->() RETURN n                          |
      | WITH {a: 1} AS n MATCH ()-->(n) RETURN n                       |
      | WITH [1] AS n OPTIONAL MATCH (n) RETURN n                      |
      | WITH date('2020-01-01') AS n MATCH (n) RETURN n                |
      | WITH 1 + 2 AS n MATCH (n) RETURN n                             |
      | WITH count(*) AS n MATCH (n) RETURN n                          |
      | MATCH (n) WITH collect(n) AS ns MATCH (ns) RETURN ns           |
      | MATCH (n) WITH [n] AS ns MATCH (ns)-->() RETURN ns             |
      | MATCH (n) WITH {n: n} AS m MATCH (m)-->() RETURN m             |
      | MATCH ()-[r]->() WITH [r] AS rs MATCH (rs) RETURN rs           |
      | MATCH (n) WITH n.a IS NULL AS n MATCH (n) RETURN n             |
      | MATCH (r) CREATE (a)-[:T]->(b), (r)-[:T]->(a) WITH type(head(collect(a.x))) AS x, 1 AS r MATCH (r) RETURN r |
      | MATCH ()-[r]->() CREATE (r)-[:T]->()                           |
      | MATCH ()-[r]->() MERGE (r)-[:T]->()                            |
      | MATCH p = ()-->() CREATE (p)-[:T]->()                          |
      | WITH 1 AS n CREATE (n)-[:T]->()                                |
      | WITH 'a' AS n MERGE (n)-[:T]->()                               |
      | MATCH (n) WHERE (n)-[n]->() RETURN n                           |
      | MATCH ()-[r]->() WHERE (r)-->() RETURN r                       |
      | MATCH ()-[r]->() RETURN [(r)-->(x) \| x]                       |
      | MATCH (n) RETURN [()-[n]->() \| 1]                             |
      | MATCH ()-[r]->() WHERE EXISTS { MATCH (r) } RETURN r           |

  Scenario: A relationship stands once in a pattern
    Given any graph
    When executing query:
      """
      MATCH (a)-[r]->(b), (c)-[r]->(d) RETURN r
      """
    Then a SyntaxError should be raised at compile time: RelationshipUniquenessViolation

  Scenario Outline: Columns have names of their own
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | statement                                                      | detail                  |
      | RETURN 1 AS a, 2 AS a                                          | ColumnNameConflict      |
      | RETURN 1, 1                                                    | ColumnNameConflict      |
      | WITH 1 AS a, 2 AS a RETURN a                                   | ColumnNameConflict      |
      | MATCH (n) RETURN n, n                                          | ColumnNameConflict      |
      | MATCH (n) RETURN n.a, n.a                                      | ColumnNameConflict      |
      | MATCH (n) RETURN *, n                                          | ColumnNameConflict      |
      | MATCH (n) RETURN *, 1 AS n                                     | ColumnNameConflict      |
      | MATCH (n) WITH *, 1 AS n RETURN n                              | ColumnNameConflict      |
      | MATCH (n) WITH n, n.a AS n RETURN n                            | ColumnNameConflict      |
      | RETURN DISTINCT 1 AS a, 2 AS a                                 | ColumnNameConflict      |
      | RETURN count(*) AS a, sum(1) AS a                              | ColumnNameConflict      |
      | RETURN *                                                       | NoVariablesInScope      |
      | MATCH () RETURN *                                              | NoVariablesInScope      |
      | MATCH ()-->() RETURN *                                         | NoVariablesInScope      |
      | CREATE () RETURN *                                             | NoVariablesInScope      |
      | WITH 1 RETURN 1                                                | NoExpressionAlias       |
      | MATCH (n) WITH n.a RETURN 1                                    | NoExpressionAlias       |
      | MATCH (n) WITH n, n.a RETURN n                                 | NoExpressionAlias       |
      | MATCH (n) WITH count(*) RETURN 1                               | NoExpressionAlias       |
      | MATCH (n) WITH DISTINCT n.a RETURN 1                           | NoExpressionAlias       |
      | MATCH (n) WITH *, 1 + 1 RETURN n                               | NoExpressionAlias       |
      | WITH [1, 2] RETURN 1                                           | NoExpressionAlias       |
      | RETURN 1 AS a UNION RETURN 1 AS b                              | DifferentColumnsInUnion |
      | RETURN 1 AS a UNION ALL RETURN 1 AS b                          | DifferentColumnsInUnion |
      | RETURN 1 AS a UNION RETURN 1 AS a, 2 AS b                      | DifferentColumnsInUnion |
      | RETURN 1 AS a, 2 AS b UNION RETURN 1 AS a                      | DifferentColumnsInUnion |
      | RETURN 1 AS a UNION RETURN 1 AS a UNION RETURN 1 AS b          | DifferentColumnsInUnion |
      | RETURN 1 UNION RETURN 2                                        | DifferentColumnsInUnion |
      | MATCH (a) RETURN a UNION MATCH (b) RETURN b                    | DifferentColumnsInUnion |
      | RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a      | InvalidClauseComposition |
      | RETURN 1 AS a UNION ALL RETURN 2 AS a UNION RETURN 3 AS a      | InvalidClauseComposition |

  Scenario Outline: A name may be used again where its scope has ended
    Given an empty graph
    And having executed:
      """
      CREATE (:A {v: 1})-[:T]->(:B {v: 2})
      """
    When executing query:
      """
      <statement>
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | statement                                                               | answer  |
      | WITH 1 AS x WITH x + 1 AS x RETURN x                                    | 2       |
      | WITH 1 AS x, 2 AS y WITH y AS x, x AS y RETURN x - y AS x               | 1       |
      | WITH 1 AS x RETURN [x IN [5] \| x] AS x                                 | [5]     |
      | WITH 1 AS x RETURN [x IN [x, 7] \| x] AS x                              | [1, 7]  |
      | WITH 1 AS x RETURN any(x IN [2] WHERE x = 2) AND x = 1 AS x             | true    |
      | WITH 1 AS s RETURN reduce(s = s, s2 IN [2, 3] \| s + s2) + s AS x       | 7       |
      | WITH 3 AS x RETURN [y IN [1, 2] WHERE y < x \| [x IN [y] \| x * 10]] AS x | [[10], [20]] |
      | MATCH (n:A) WITH n.v AS n MATCH (m:B) RETURN n + m.v AS x               | 3       |
      | MATCH (n:A) WITH n AS m MATCH (m)-->(n) RETURN n.v AS x                 | 2       |
      | MATCH (n:A) WITH 1 AS x MATCH (n:B) RETURN n.v AS x                     | 2       |
      | WITH 1 AS x MATCH (n:A) WITH n RETURN size([x IN [1, 2] \| x]) AS x     | 2       |
      | MATCH (n:A) RETURN [n IN [n.v] \| n] AS x ORDER BY n.v                  | [1]     |
      | WITH 1 AS `match`, 2 AS `a b` RETURN `match` + `a b` AS x               | 3       |
      | WITH 1 AS count, 2 AS all, 3 AS none RETURN count + all + none AS x     | 6       |
      | WITH 1 AS ünïcödé, 2 AS 変数 RETURN ünïcödé + 変数 AS x                  | 3       |
      | WITH 1 AS n, 2 AS N RETURN n - N AS x                                   | -1      |
      | MATCH (n:A) WITH n.v AS v ORDER BY n.v WHERE v = 1 RETURN v AS x        | 1       |
      | MATCH (n:A) WITH n.v AS v WHERE n.v = 1 RETURN v AS x                   | 1       |
