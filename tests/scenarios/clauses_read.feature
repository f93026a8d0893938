Feature: What reading clauses find, in every order

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A:X {k: 1, n: 'a'}), (b:B {k: 2, n: 'b'}), (c:C:X {k: 3, n: 'c'}), (d:D {n: 'd'}),
             (a)-[:T {w: 1}]->(b), (a)-[:T {w: 2}]->(c), (b)-[:T {w: 3}]->(c), (c)-[:U {w: 4}]->(a), (c)-[:U {w: 5}]->(c), (a)-[:U {w: 6}]->(b)
      """

  Scenario Outline: Matching
    When executing query:
      """
      <statement>
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | statement                                                                       | answer        |
      | MATCH (n) RETURN count(*) AS x                                                  | 4             |
      | MATCH (n), (m) RETURN count(*) AS x                                             | 16            |
      | MATCH (n) MATCH (m) RETURN count(*) AS x                                        | 16            |
      | MATCH (n), (n) RETURN count(*) AS x                                             | 4             |
      | MATCH (n:X) RETURN count(*) AS x                                                | 2             |
      | MATCH (n:A:X) RETURN count(*) AS x                                              | 1             |
      | MATCH (n:X:A) RETURN n.n AS x                                                   | 'a'           |
      | MATCH (n:A:B) RETURN count(*) AS x                                              | 0             |
      | MATCH (n {k: 2}) RETURN n.n AS x                                                | 'b'           |
      | MATCH (n {k: 2.0}) RETURN n.n AS x                                              | 'b'           |
      | MATCH (n {k: '2'}) RETURN count(*) AS x                                         | 0             |
      | MATCH (n {k: null}) RETURN count(*) AS x                                        | 0             |
      | MATCH (n {zz: 1}) RETURN count(*) AS x                                          | 0             |
      | MATCH (n {}) RETURN count(*) AS x                                               | 4             |
      | MATCH (n:X {k: 3, n: 'c'}) RETURN count(*) AS x                                 | 1             |
      | MATCH (n) WHERE n.k = null RETURN count(*) AS x                                 | 0             |
      | MATCH (n) WHERE n.k IS NULL RETURN n.n AS x                                     | 'd'           |
      | MATCH (n) WHERE NOT n.k = 1 RETURN count(*) AS x                                | 2             |
      | MATCH (n) WHERE null RETURN count(*) AS x                                       | 0             |
      | MATCH (n) WHERE n.k > 1 AND n.k < 3 RETURN n.n AS x                             | 'b'           |
      | MATCH (n) WHERE 1 < n.k <= 3 RETURN count(*) AS x                               | 2             |
      | MATCH (n) WHERE n:X OR n.k = 2 RETURN count(*) AS x                             | 3             |
      | MATCH (n) WHERE n:X AND NOT n:A RETURN n.n AS x                                 | 'c'           |
      | MATCH (n) WHERE n.n IN ['a', 'd', null] RETURN count(*) AS x                    | 2             |
      | MATCH (n) WHERE n.n + n.n = 'aa' RETURN n.k AS x                                | 1             |
      | MATCH (n) WHERE (n)-[:U]->() RETURN count(*) AS x                               | 2             |
      | MATCH (n) WHERE NOT (n)--() RETURN n.n AS x                                     | 'd'           |
      | MATCH (n) WHERE (n)-[:U]->(n) RETURN n.n AS x                                   | 'c'           |
      | MATCH (n) WHERE (n)-[:T*2]->() RETURN n.n AS x                                  | 'a'           |
      | MATCH (n) WHERE (n)-[:T]->() AND (n)<-[:T]-() RETURN n.n AS x                   | 'b'           |
      | MATCH (n) WHERE (n)-[:T]->() XOR (n)-[:U]->() RETURN count(*) AS x              | 2             |
      | MATCH (n), (m) WHERE (n)-[:T {w: 3}]->(m) RETURN n.n + m.n AS x                 | 'bc'          |
      | MATCH (n), (m) WHERE n.k = m.k RETURN count(*) AS x                             | 3             |
      | MATCH (n), (m) WHERE n <> m AND n.k < m.k RETURN count(*) AS x                  | 3             |
      | MATCH (n)-->(m) RETURN count(*) AS x                                            | 6             |
      | MATCH (n)--(m) RETURN count(*) AS x                                             | 11            |
      | MATCH (n)<-->(m) RETURN count(*) AS x                                           | 11            |
      | MATCH ()-[r]-() RETURN count(r) AS x                                            | 11            |
      | MATCH ()-[r]-() RETURN count(DISTINCT r) AS x                                   | 6             |
      | MATCH (n)-->(n) RETURN n.n AS x                                                 | 'c'           |
      | MATCH (n)--(n) RETURN count(*) AS x                                             | 1             |
      | MATCH (n)-[r]-(n) RETURN r.w AS x                                               | 5             |
      | MATCH (:A)-[r:T]->() RETURN sum(r.w) AS x                                       | 3             |
      | MATCH (:A)<-[r]-() RETURN r.w AS x                                              | 4             |
      | MATCH (:A)-[r:T\|U]->() RETURN sum(r.w) AS x                                    | 9             |
      | MATCH (:A)-[r:T\|:U]->() RETURN sum(r.w) AS x                                   | 9             |
      | MATCH (:A)-[r:T\|T]->() RETURN sum(r.w) AS x                                    | 3             |
      | MATCH ()-[r:T {w: 3}]-() RETURN count(*) AS x                                   | 2             |
      | MATCH ()-[r {w: 5}]-() RETURN count(*) AS x                                     | 1             |
      | MATCH (:A)-->()-->(m) RETURN count(*) AS x                                      | 4             |
      | MATCH (:A)-->()<--(m) RETURN count(*) AS x                                      | 4             |
      | MATCH (:A)--()--(:A) RETURN count(*) AS x                                       | 4             |
      | MATCH (a:A)--(b)--(a) RETURN count(*) AS x                                      | 4             |
      | MATCH (a:A)-->(b), (a)-->(c) RETURN count(*) AS x                               | 6             |
      | MATCH (a:A)-->(b) MATCH (a)-->(c) RETURN count(*) AS x                          | 9             |
      | MATCH (a:A)-[r]->(b) MATCH (a)-[r]->(c) RETURN count(*) AS x                    | 3             |
      | MATCH (a)-[r {w: 3}]->(b) MATCH (b)-[r]->(a) RETURN count(*) AS x               | 0             |
      | MATCH (a)-[r {w: 3}]->(b) MATCH (b)-[r]-(a) RETURN count(*) AS x                | 1             |
      | MATCH (a)-[r {w: 3}]->(b) MATCH (x)-[r]-(y) RETURN count(*) AS x                | 2             |
      | MATCH ()-[r {w: 5}]->() MATCH (x)-[r]-(y) RETURN count(*) AS x                  | 1             |
      | MATCH (a:A), (b:B) MATCH (a)-[r]->(b) RETURN sum(r.w) AS x                      | 7             |
      | MATCH (a:A)-[:T*]->(m) RETURN count(*) AS x                                     | 3             |
      | MATCH (a:A)-[:T*0..]->(m) RETURN count(*) AS x                                  | 4             |
      | MATCH (a:A)-[:T*0]->(m) RETURN m.n AS x                                         | 'a'           |
      | MATCH (a:A)-[:T*0..0]->(m) RETURN m.n AS x                                      | 'a'           |
      | MATCH (a:A)-[:T*1]->(m) RETURN count(*) AS x                                    | 2             |
      | MATCH (a:A)-[:T*2]->(m) RETURN m.n AS x                                         | 'c'           |
      | MATCH (a:A)-[:T*..1]->(m) RETURN count(*) AS x                                  | 2             |
      | MATCH (a:A)-[:T*2..]->(m) RETURN m.n AS x                                       | 'c'           |
      | MATCH (a:A)-[:T*3..2]->(m) RETURN count(*) AS x                                 | 0             |
      | MATCH (a:A)-[:T*5..]->(m) RETURN count(*) AS x                                  | 0             |
      | MATCH (a:A)-[*2]->(m) RETURN count(*) AS x                                      | 4             |
      | MATCH (a:A)-[r*2]->(m:C) RETURN collect(size(r)) AS x                           | [2, 2, 2]     |
      | MATCH (a:A)-[r:T*2]->(m) RETURN [y IN r \| y.w] AS x                            | [1, 3]        |
      | MATCH (m)<-[r:T*2]-(a:A) RETURN [y IN r \| y.w] AS x                            | [3, 1]        |
      | MATCH (a:A)-[:T*1..2 {w: 1}]->(m) RETURN m.n AS x                               | 'b'           |
      | MATCH (d:D)-[*0..1]-(m) RETURN m.n AS x                                         | 'd'           |
      | MATCH (d:D)-[*]-(m) RETURN count(*) AS x                                        | 0             |
      | MATCH (b:B)-[:T]->()-[:U*1..2]->(m) RETURN count(*) AS x                        | 4             |
      | MATCH p = (:A)-[:T]->(:B) RETURN p AS x                                         | <(:A:X {k: 1, n: 'a'})-[:T {w: 1}]->(:B {k: 2, n: 'b'})> |
      | MATCH p = (:B)<-[:T]-(:A) RETURN p AS x                                         | <(:B {k: 2, n: 'b'})<-[:T {w: 1}]-(:A:X {k: 1, n: 'a'})> |
      | MATCH p = (:B)-[:T {w: 1}]-(:A) RETURN p AS x                                   | <(:B {k: 2, n: 'b'})<-[:T {w: 1}]-(:A:X {k: 1, n: 'a'})> |
      | MATCH p = (:D) RETURN p AS x                                                    | <(:D {n: 'd'})> |
      | MATCH p = (:D)-[*0..1]-() RETURN p AS x                                         | <(:D {n: 'd'})> |
      | MATCH p = (:A)-[:T*2]->() RETURN length(p) AS x                                 | 2             |
      | MATCH p = (:A)-[:T*2]->() RETURN [n IN nodes(p) \| n.n] AS x                    | ['a', 'b', 'c'] |
      | MATCH p = (:C)<-[:T*2]-(:A) RETURN [r IN relationships(p) \| r.w] AS x          | [3, 1]        |
      | MATCH p = (:B)-[:T]->()-[:U*1..1]->(:A) RETURN [n IN nodes(p) \| n.n] AS x      | ['b', 'c', 'a'] |
      | MATCH p = (a:A)-[:T]->(b:B), q = (b)-[:T]->(c) RETURN length(p) + length(q) AS x | 2            |
      | MATCH (a:A)-[r1:T]->()-[r2:T]->(c) WITH [r1, r2] AS rs MATCH (f)-[rs*]->(l) RETURN f.n + l.n AS x | 'ac' |
      | MATCH (a:A)-[r1:T]->()-[r2:T]->(c) WITH [r1, r2] AS rs, a, c MATCH (a)-[rs*]->(c) RETURN a.n + c.n AS x | 'ac' |
      | MATCH (a:A)-[r1:T]->()-[r2:T]->(c) WITH [r1, r2] AS rs, c AS f, a AS l MATCH (f)-[rs*]->(l) RETURN count(*) AS x | 0 |
      | OPTIONAL MATCH (n:Zzz) RETURN n AS x                                            | null          |
      | OPTIONAL MATCH (n:Zzz) RETURN count(n) + count(*) * 10 AS x                     | 10            |
      | MATCH (d:D) OPTIONAL MATCH (d)-[r]->(m) RETURN [r, m] AS x                      | [null, null]  |
      | MATCH (d:D) OPTIONAL MATCH p = (d)-[*]->() RETURN p AS x                        | null          |
      | MATCH (a:A) OPTIONAL MATCH (a)-[r:T]->(m:B) RETURN m.n AS x                     | 'b'           |
      | MATCH (a:A) OPTIONAL MATCH (a)-[r:T]->(m) WHERE m.k > 9 RETURN m AS x           | null          |
      | MATCH (a:A) OPTIONAL MATCH (a)-[:T]->(m) WITH a, m WHERE m.k > 9 RETURN count(*) AS x | 0       |
      | MATCH (n) OPTIONAL MATCH (n)-[:T]->(m) RETURN count(*) AS x                     | 5             |
      | MATCH (n) OPTIONAL MATCH (n)-[:T]->(m) OPTIONAL MATCH (m)-[:T]->(o) RETURN count(o) AS x | 1    |
      | OPTIONAL MATCH (z:Zzz) OPTIONAL MATCH (z)-->(m) RETURN m AS x                   | null          |
      | OPTIONAL MATCH (z:Zzz) MATCH (z)-->(m) RETURN count(*) AS x                     | 0             |
      | OPTIONAL MATCH (z:Zzz) MATCH (m)-->(z) RETURN count(*) AS x                     | 0             |
      | OPTIONAL MATCH (z:Zzz) MATCH (z) RETURN count(*) AS x                           | 0             |
      | OPTIONAL MATCH ()-[r:Zzz]->() MATCH (n)-[r]->(m) RETURN count(*) AS x           | 0             |
      | OPTIONAL MATCH (z:Zzz) WITH z MATCH (n:D) RETURN n.n AS x                       | 'd'           |
      | OPTIONAL MATCH (z:Zzz) WHERE (z)-->() RETURN z AS x                             | null          |
      | OPTIONAL MATCH (z:Zzz) RETURN z.k AS x                                          | null          |
      | OPTIONAL MATCH (z:Zzz) RETURN labels(z) AS x                                    | null          |
      | OPTIONAL MATCH (z:Zzz) RETURN z:Q AS x                                          | null          |
      | OPTIONAL MATCH (z:Zzz) RETURN keys(z) AS x                                      | null          |
      | OPTIONAL MATCH (z:Zzz) RETURN properties(z) AS x                                | null          |
      | OPTIONAL MATCH ()-[r:Zzz]->() RETURN type(r) AS x                               | null          |
      | OPTIONAL MATCH p = (:Zzz)-->() RETURN [nodes(p), relationships(p), length(p)] AS x | [null, null, null] |
      | OPTIONAL MATCH (a:A)-[:T]->(m:B) RETURN m.n AS x                                | 'b'           |
      | MATCH (a:A), (b:D) OPTIONAL MATCH (a)-[*]-(b) RETURN count(*) AS x              | 1             |
      | MATCH (a:A) OPTIONAL MATCH (a)-[:T]->(b)-[:U]->(a) RETURN b.n AS x              | 'c'           |
      | MATCH (a:A) RETURN [(a)-[:T]->(m) WHERE m.k > 2 \| m.n] AS x                    | ['c']         |
      | MATCH (d:D) RETURN [(d)-->(m) \| m] AS x                                        | []            |
      | MATCH (a:A) RETURN size([(a)-->() \| 1]) AS x                                   | 3             |
      | MATCH (a:A) RETURN size([p = (a)-[*1..2]->() \| p]) AS x                        | 7             |
      | MATCH (a:A) RETURN [p = (a)-[:T]->(:B) \| length(p)] AS x                       | [1]           |
      | MATCH (n) RETURN sum(size([(n)-[:T]->(m) \| m])) AS x                           | 3             |
      | MATCH (a:A) RETURN [x IN [1, 2] \| size([(a)-[r:T]->() WHERE r.w = x \| 1])] AS x | [1, 1]      |
      | MATCH (a:A) WHERE EXISTS { (a)-[:T]->(:B) } RETURN a.n AS x                     | 'a'           |
      | MATCH (n) WHERE EXISTS { MATCH (n)-[:T]->(m) WHERE m.k = 3 } RETURN count(*) AS x | 2           |
      | MATCH (n) WHERE EXISTS { MATCH (n)-[:T]->(m) WITH m, count(*) AS c WHERE c > 1 RETURN m } RETURN count(*) AS x | 0 |
      | MATCH (n) WHERE NOT EXISTS { (n)-->() } RETURN n.n AS x                         | 'd'           |
      | MATCH (n) WHERE EXISTS { MATCH (m) WHERE EXISTS { (n)-[:U]->(m) } AND m.k = 1 RETURN m } RETURN n.n AS x | 'c' |
      | MATCH (n) WHERE COUNT { (n)-->() } = 3 RETURN n.n AS x                          | 'a'           |
      | MATCH (n) WITH n ORDER BY n.n SKIP 1 LIMIT 2 RETURN collect(n.n) AS x           | ['b', 'c']    |
      | MATCH (n) WITH n ORDER BY n.k DESC LIMIT 1 RETURN n.n AS x                      | 'd'           |
      | MATCH (n) WITH n.k % 2 AS odd, count(*) AS c WHERE odd = 1 RETURN c AS x        | 2             |
      | MATCH (n) RETURN n.n AS x ORDER BY n.k LIMIT 1                                  | 'a'           |
      | MATCH (n) RETURN n.n AS x ORDER BY n.k IS NULL DESC LIMIT 1                     | 'd'           |
      | MATCH (n) RETURN n.n AS x SKIP 3                                                | 'd'           |
      | MATCH (n) RETURN DISTINCT n.k IS NULL AS x ORDER BY x LIMIT 1                   | false         |
      | MATCH (n) RETURN count(*) AS x SKIP 0                                           | 4             |
      | MATCH (n) WITH count(*) AS c MATCH (m) WITH c, count(m) AS d RETURN c * d AS x  | 16            |
      | UNWIND [1, 2, 3] AS i UNWIND range(1, i) AS j RETURN count(*) AS x              | 6             |
      | UNWIND [[1, 2], [], null, [3]] AS l UNWIND l AS i RETURN sum(i) AS x            | 6             |
      | UNWIND [1, 2] + [3] AS i RETURN collect(i) AS x                                 | [1, 2, 3]     |
      | UNWIND [1, 1, null] AS i WITH DISTINCT i RETURN count(*) AS x                   | 2             |
      | MATCH (n:X) WITH collect(n) AS ns UNWIND ns AS n RETURN sum(n.k) AS x           | 4             |
      | MATCH (n) WITH collect(n.k) AS ks UNWIND ks AS k WITH k ORDER BY k DESC RETURN collect(k) AS x | [3, 2, 1] |
      | WITH [1, 2] AS l UNWIND l AS i RETURN sum(i + l[0]) AS x                        | 5             |
      | WITH {a: {b: [7]}} AS m RETURN m.a.b[0] AS x                                    | 7             |
      | WITH 1 AS a, 2 AS b WITH *, a + b AS c RETURN c AS x                            | 3             |
      | WITH 1 AS a WITH a AS b, a AS c RETURN b + c AS x                               | 2             |
      | CALL { MATCH (n) RETURN count(*) AS c UNION ALL MATCH (n:X) RETURN count(*) AS c } RETURN sum(c) AS x | 6 |
      | CALL { RETURN 1 AS v UNION RETURN 1 AS v } RETURN count(*) AS x                 | 1             |
      | MATCH (n:X) CALL { WITH n MATCH (n)-[:U]->(m) RETURN count(m) AS c } RETURN sum(c) AS x | 3     |
      | MATCH (a:A), (c:C) RETURN a = a AND a <> c AND NOT a = c AS x                   | true          |
      | MATCH (a:A)-[r:T {w: 1}]->() RETURN r = r AS x                                  | true          |
      | MATCH p = (:A)-[:T {w: 1}]->() MATCH q = (:A)-[:T {w: 1}]->() RETURN p = q AS x | true          |
      | MATCH (a:A) RETURN a IN [a] AS x                                                | true          |
      | MATCH (a:A) RETURN {n: a} = {n: a} AS x                                         | true          |
      | MATCH (a:A) RETURN a = 1 AS x                                                   | false         |
      | MATCH (a:A) RETURN id(a) = id(a) AS x                                           | true          |
      | MATCH (a:A) RETURN a['k'] AS x                                                  | 1             |
      | MATCH (a:A) RETURN a['zz'] AS x                                                 | null          |
      | MATCH (a:A) RETURN a {.k, m: 2} AS x                                            | {k: 1, m: 2}  |
      | MATCH (a:A) RETURN a {.*} AS x                                                  | {k: 1, n: 'a'} |
      | MATCH ()-[r {w: 4}]->() RETURN [startNode(r).n, endNode(r).n, type(r)] AS x     | ['c', 'a', 'U'] |
      | MATCH (a:A) RETURN [a:A, a:X, a:A:X, a:B, a:A:B] AS x                           | [true, true, true, false, false] |
      | MATCH ()-[r {w: 4}]->() RETURN [r:U, r:T] AS x                                  | [true, false] |
      | MATCH (a:A)-[:T]->(b)-[:T]->(c) WHERE NOT (a)-[:U]->(c) RETURN c.n AS x         | 'c'           |
      | MATCH (a:A)-[:T]->(b)-[:T]->(c) WHERE (a)-[:T]->(c) RETURN c.n AS x             | 'c'           |
      | MATCH (n) WHERE exists(n.k) RETURN count(*) AS x                                | 3             |
      | MATCH (n) RETURN min(n.k) + max(n.k) AS x                                       | 4             |
      | MATCH (n) RETURN count(DISTINCT n.k) AS x                                       | 3             |
      | MATCH (n)-->() RETURN count(DISTINCT n) AS x                                    | 3             |
      | MATCH (n)-->() WITH DISTINCT n RETURN count(*) AS x                             | 3             |

  Scenario Outline: UNION
    When executing query:
      """
      <statement>
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |

    Examples:
      | statement                                                            |
      | RETURN 1 AS x UNION RETURN 2 AS x                                    |
      | RETURN 1 AS x UNION RETURN 2 AS x UNION RETURN 1 AS x                |
      | RETURN 1 AS x UNION ALL RETURN 2 AS x                                |
      | RETURN 1 AS x UNION RETURN 1.0 AS x UNION RETURN 2 AS x              |
      | UNWIND [2, 1, 1] AS x RETURN x UNION RETURN 2 AS x                   |
      | UNWIND [1, 2] AS x RETURN x UNION UNWIND [2, 1] AS x RETURN x        |
      | UNWIND [1, 2] AS x RETURN x UNION MATCH (n:Zzz) RETURN n AS x        |
      | UNWIND [3, 2, 1] AS x RETURN x ORDER BY x LIMIT 1 UNION ALL RETURN 2 AS x |
      | UNWIND [1, 2, 3] AS x WITH x WHERE x < 3 RETURN x UNION RETURN 1 AS x |
      | MATCH (n:A) RETURN n.k AS x UNION MATCH (n:B) RETURN n.k AS x        |

  Scenario Outline: Columns are named as they are written
    When executing query:
      """
      MATCH (a:A) RETURN <item>
      """
    Then the result should be, in any order:
      | <name>  |
      | <value> |

    Examples:
      | item                   | name              | value        |
      | a.k                    | a.k               | 1            |
      | a . k                  | a . k             | 1            |
      | cOuNt( * )             | cOuNt( * )        | 1            |
      | count(  a)             | count(  a)        | 1            |
      | 1+1                    | 1+1               | 2            |
      | 1 +  1                 | 1 +  1            | 2            |
      | 'a"b'                  | 'a"b'             | 'a"b'        |
      | [1,2]                  | [1,2]             | [1, 2]       |
      | {k:1}                  | {k:1}             | {k: 1}       |
      | a.k AS `a b`           | a b               | 1            |
      | a.k AS `a.k`           | a.k               | 1            |
      | (a.k)                  | (a.k)             | 1            |
      | a.`k`                  | a.`k`             | 1            |
      | NOT true               | NOT true          | false        |
      | a.k = 1                | a.k = 1           | true         |
      | TRUE                   | TRUE              | true         |
      | NULL                   | NULL              | null         |
      | DISTINCT a.k           | a.k               | 1            |
      | a.n+'x'                | a.n+'x'           | 'ax'         |
      | CASE WHEN true THEN 1 END | CASE WHEN true THEN 1 END | 1    |
      | 0x10                   | 0x10              | 16           |
      | size([(a)-->(b)\|b])   | size([(a)-->(b)\|b]) | 3         |
