Feature: What writing clauses do, in every order

  Scenario Outline: A statement changes the graph and nothing more
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {k: 1})-[:T {w: 1}]->(b:B {k: 2}), (a)-[:T {w: 2}]->(c:C {k: 3, l: [1, 2]}), (x:Lone:Node {k: 4})
      """
    And parameters are:
      | map  | {k: 9, z: 'z'} |
      | list | [1, 2, 3]      |
      | idx  | 1              |
      | null | null           |
    When executing query:
      """
      <statement>
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | <n>  |
      | -nodes         | <dn> |
      | +relationships | <r>  |
      | -relationships | <dr> |
      | +labels        | <l>  |
      | -labels        | <dl> |
      | +properties    | <p>  |
      | -properties    | <dp> |

    Examples:
      | statement                                                        | n | dn | r | dr | l | dl | p | dp |
      | CREATE ()                                                        | 1 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (), ()                                                    | 2 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (:Q)                                                      | 1 | 0  | 0 | 0  | 1 | 0  | 0 | 0  |
      | CREATE (:Q:R:A {a: 1, b: null})                                  | 1 | 0  | 0 | 0  | 2 | 0  | 1 | 0  |
      | CREATE (:Q:Q)                                                    | 1 | 0  | 0 | 0  | 1 | 0  | 0 | 0  |
      | CREATE (n $map)                                                  | 1 | 0  | 0 | 0  | 0 | 0  | 2 | 0  |
      | CREATE ()-[:Q $map]->()                                          | 2 | 0  | 1 | 0  | 0 | 0  | 2 | 0  |
      | CREATE (a)-[:Q]->(a)                                             | 1 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (a)-[:Q]->(b)<-[:Q]-(c)-[:R]->(a)                         | 3 | 0  | 3 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (a), (b), (a)-[:Q]->(b)                                   | 2 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (a) CREATE (b) CREATE (a)<-[:Q]-(b)                       | 2 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (a {v: 1}), (b {v: a.v})                                  | 2 | 0  | 0 | 0  | 0 | 0  | 2 | 0  |
      | CREATE p = (:Q)-[:R]->(:Q)                                       | 2 | 0  | 1 | 0  | 1 | 0  | 0 | 0  |
      | MATCH (n) CREATE (m)                                             | 4 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:A) CREATE (n)-[:Q]->(n)                                 | 0 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:Zzz) CREATE ()                                          | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | UNWIND [] AS x CREATE ()                                         | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | UNWIND null AS x CREATE ()                                       | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | UNWIND $list AS x CREATE ({x: x})                                | 3 | 0  | 0 | 0  | 0 | 0  | 3 | 0  |
      | UNWIND $list AS x WITH x WHERE x > 1 CREATE ({x: x})             | 2 | 0  | 0 | 0  | 0 | 0  | 2 | 0  |
      | UNWIND $list AS x WITH x LIMIT 1 CREATE ({x: x})                 | 1 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | UNWIND $list AS x WITH count(*) AS c CREATE ({x: c})             | 1 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | MATCH (n:A)-[r]->(m) CREATE (m)-[:Q {w: r.w}]->(n)               | 0 | 0  | 2 | 0  | 0 | 0  | 2 | 0  |
      | MATCH (n) SET n.k = 7                                            | 0 | 0  | 0 | 0  | 0 | 0  | 4 | 4  |
      | MATCH (n) SET n.k = n.k                                          | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:A) SET n.q = 1, n.r = n.q                               | 0 | 0  | 0 | 0  | 0 | 0  | 2 | 0  |
      | MATCH (n:A) SET (n).q = 1                                        | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | MATCH (n:A) SET n.k = null                                       | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 1  |
      | MATCH (n:A) SET n.zz = null                                      | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:A) SET n = {}                                           | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 1  |
      | MATCH (n:A) SET n = $map                                         | 0 | 0  | 0 | 0  | 0 | 0  | 2 | 1  |
      | MATCH (n:A) SET n = {k: null, q: 1}                              | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MATCH (n:A) SET n += {}                                          | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:A) SET n += {k: null, q: 1}                             | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MATCH (n:A), (m:C) SET n = m                                     | 0 | 0  | 0 | 0  | 0 | 0  | 2 | 1  |
      | MATCH (n:A), (m:C) SET n = properties(m)                         | 0 | 0  | 0 | 0  | 0 | 0  | 2 | 1  |
      | MATCH (n:A)-[r {w: 1}]->() SET n += r                            | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | MATCH ()-[r]->() SET r.w = r.w + 10                              | 0 | 0  | 0 | 0  | 0 | 0  | 2 | 2  |
      | MATCH ()-[r]->() SET r = {}                                      | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 2  |
      | MATCH (n:C) SET n.l = n.l + 3                                    | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MATCH (n:C) SET n.l = 0 + n.l                                    | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MATCH (n:C) SET n.l = []                                         | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MATCH (n:C) SET n.l = [x IN n.l \| x + 1]                        | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MATCH (n:A) SET n:A                                              | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:A) SET n:Q:R                                            | 0 | 0  | 0 | 0  | 2 | 0  | 0 | 0  |
      | MATCH (n:A) SET n :Q :R                                          | 0 | 0  | 0 | 0  | 2 | 0  | 0 | 0  |
      | MATCH (n:A) SET n:Q, n.q = 1, n += {r: 1}                        | 0 | 0  | 0 | 0  | 1 | 0  | 2 | 0  |
      | OPTIONAL MATCH (n:Zzz) SET n.q = 1                               | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) SET n = {q: 1}                            | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) SET n += {q: 1}                           | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) SET n:Q                                   | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) REMOVE n.q                                | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) REMOVE n:Q                                | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) DELETE n                                  | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH (n:Zzz) DETACH DELETE n                           | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | OPTIONAL MATCH p = (:Zzz)-->() DELETE p                          | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n) REMOVE n.k                                             | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 4  |
      | MATCH (n:C) REMOVE n.k, n.l, n.zz                                | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 2  |
      | MATCH (n) REMOVE n.zz                                            | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH ()-[r]->() REMOVE r.w                                      | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 2  |
      | MATCH (n:Lone) REMOVE n:Node                                     | 0 | 0  | 0 | 0  | 0 | 1  | 0 | 0  |
      | MATCH (n:Lone) REMOVE n:Node:Lone                                | 0 | 0  | 0 | 0  | 0 | 2  | 0 | 0  |
      | MATCH (n:Lone) REMOVE n:Zzz                                      | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (n:Lone) REMOVE n:Node, n.k                                | 0 | 0  | 0 | 0  | 0 | 1  | 0 | 1  |
      | MATCH (n:Lone) DELETE n                                          | 0 | 1  | 0 | 0  | 0 | 2  | 0 | 1  |
      | MATCH (n:Lone) DELETE n, n                                       | 0 | 1  | 0 | 0  | 0 | 2  | 0 | 1  |
      | MATCH (n:Lone) DELETE (n)                                        | 0 | 1  | 0 | 0  | 0 | 2  | 0 | 1  |
      | MATCH (n:A) DETACH DELETE n                                      | 0 | 1  | 0 | 2  | 0 | 1  | 0 | 3  |
      | MATCH (n:A)-[r]->() DELETE r, n                                  | 0 | 1  | 0 | 2  | 0 | 1  | 0 | 3  |
      | MATCH (n:A)-[r]->() DELETE n, r                                  | 0 | 1  | 0 | 2  | 0 | 1  | 0 | 3  |
      | MATCH ()-[r]-() DELETE r                                         | 0 | 0  | 0 | 2  | 0 | 0  | 0 | 2  |
      | MATCH (n) OPTIONAL MATCH (n)-[r]-() DELETE n, r                  | 0 | 4  | 0 | 2  | 0 | 5  | 0 | 7  |
      | MATCH p = (:A)-->(:B) DETACH DELETE p                            | 0 | 2  | 0 | 2  | 0 | 2  | 0 | 4  |
      | MATCH (n) DETACH DELETE n                                        | 0 | 4  | 0 | 2  | 0 | 5  | 0 | 7  |
      | MATCH (n:Lone) WITH collect(n) AS ns DELETE ns[0]                | 0 | 1  | 0 | 0  | 0 | 2  | 0 | 1  |
      | MATCH (n:A)-->(m) WITH m ORDER BY m.k WITH collect(m) AS ms DETACH DELETE ms[$idx] | 0 | 1 | 0 | 1 | 0 | 1 | 0 | 3 |
      | MATCH (n:Lone) WITH {n: n} AS m DELETE m.n                       | 0 | 1  | 0 | 0  | 0 | 2  | 0 | 1  |
      | MATCH ()-[r {w: 1}]->() WITH {a: [{r: r}]} AS m DELETE m.a[0].r  | 0 | 0  | 0 | 1  | 0 | 0  | 0 | 1  |
      | MATCH p = (:A)-[:T {w: 1}]->() WITH {a: collect(p)} AS m DETACH DELETE m.a[0] | 0 | 2 | 0 | 2 | 0 | 2 | 0 | 4 |
      | MATCH ()-[r]->() WITH collect(r) AS rs DELETE head(rs), rs[-1]   | 0 | 0  | 0 | 2  | 0 | 0  | 0 | 2  |
      | WITH null AS n DELETE n                                          | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE (:A)                                                       | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE (:A {k: 1})                                                | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE (:A {k: 2})                                                | 1 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | MERGE (:A:B)                                                     | 1 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE ({k: 1})                                                   | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE ()                                                         | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | UNWIND [1, 1, 5, 5] AS k MERGE (:A {k: k})                       | 1 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | UNWIND $list AS k MERGE (n:A) ON MATCH SET n.m = k ON CREATE SET n.c = k | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 |
      | MERGE (n:Q {a: 1}) ON CREATE SET n.b = 2, n:R                    | 1 | 0  | 0 | 0  | 2 | 0  | 2 | 0  |
      | MERGE (n:A) ON CREATE SET n.b = 2 ON MATCH SET n:Q               | 0 | 0  | 0 | 0  | 1 | 0  | 0 | 0  |
      | MERGE (n:A) ON MATCH SET n = {q: 1}                              | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 1  |
      | MERGE (n:Q) ON CREATE SET n += $map                              | 1 | 0  | 0 | 0  | 1 | 0  | 2 | 0  |
      | MERGE (:A)-[:T]->(:B)                                            | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE (:B)<-[:T]-(:A)                                            | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE (:B)-[:T]-(:A)                                             | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MERGE (:A)-[:T {w: 3}]->(:B)                                     | 2 | 0  | 1 | 0  | 0 | 0  | 1 | 0  |
      | MERGE (:B)-[:T]->(:A)                                            | 2 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (a:A), (b:B) MERGE (a)-[:T]->(b)                           | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (a:A), (b:B) MERGE (b)-[:T]->(a)                           | 0 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (a:A), (b:B) MERGE (b)-[:T]-(a)                            | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (a:A), (b:B) MERGE (a)-[r:Q {z: 1}]->(b) ON CREATE SET r.y = 2 | 0 | 0 | 1 | 0 | 0 | 0 | 2 | 0 |
      | MATCH (a:A) MERGE (a)-[:T]->(:B)                                 | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (a:A) MERGE (a)-[:T]->(:Zzz)                               | 1 | 0  | 1 | 0  | 1 | 0  | 0 | 0  |
      | MATCH (a:A) MERGE (a)-[:T]->(a)                                  | 0 | 0  | 1 | 0  | 0 | 0  | 0 | 0  |
      | MATCH (a) MERGE (a)-[:Q]->(:Hub)                                 | 4 | 0  | 4 | 0  | 1 | 0  | 0 | 0  |
      | MERGE (h:Hub) WITH h MATCH (a:A) MERGE (a)-[:Q]->(h)             | 1 | 0  | 1 | 0  | 1 | 0  | 0 | 0  |
      | MATCH (a:A) DETACH DELETE a MERGE (:A)                           | 1 | 1  | 0 | 2  | 0 | 0  | 0 | 3  |
      | MATCH ()-[r {w: 1}]->() DELETE r WITH * MATCH (a:A), (b:B) MERGE (a)-[:T]->(b) | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 1 |
      | MERGE p = (:A)-[:T]->(:B) SET (nodes(p)[0]).q = 1                | 0 | 0  | 0 | 0  | 0 | 0  | 1 | 0  |
      | FOREACH (x IN [] \| CREATE ())                                   | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | FOREACH (x IN null \| CREATE ())                                 | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | FOREACH (x IN $list \| CREATE ({x: x}))                          | 3 | 0  | 0 | 0  | 0 | 0  | 3 | 0  |
      | FOREACH (x IN [1, 2] \| FOREACH (y IN [1, 2] \| CREATE ({x: x, y: y}))) | 4 | 0 | 0 | 0 | 0 | 0 | 8 | 0 |
      | MATCH (a:A)-->(m) WITH a, collect(m) AS ms FOREACH (m IN ms \| SET m.seen = true) | 0 | 0 | 0 | 0 | 0 | 0 | 2 | 0 |
      | MATCH p = (:A)-->() FOREACH (n IN nodes(p) \| SET n.seen = true) | 0 | 0  | 0 | 0  | 0 | 0  | 3 | 0  |
      | MATCH (a:A) FOREACH (x IN [1, 1, 2] \| MERGE (a)-[:Q]->(:Y {x: x})) | 2 | 0 | 2 | 0 | 1 | 0 | 2 | 0 |
      | CREATE (n) DELETE n                                              | 0 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (n {a: 1}) SET n.a = 2 REMOVE n.a                         | 1 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |
      | CREATE (n:Q) REMOVE n:Q                                          | 1 | 0  | 0 | 0  | 0 | 0  | 0 | 0  |

  Scenario Outline: What a statement that writes answers
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {k: 1})-[:T {w: 1}]->(:B {k: 2}), (a)-[:T {w: 2}]->(:C {k: 3})
      """
    When executing query:
      """
      <statement>
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | statement                                                                   | answer         |
      | CREATE (n:Q {v: 1}) RETURN n AS x                                           | (:Q {v: 1})    |
      | CREATE (n:Q {v: 1, w: null}) RETURN n.w AS x                                | null           |
      | CREATE (n)-[r:Q {v: 1}]->(m) RETURN r AS x                                  | [:Q {v: 1}]    |
      | CREATE (n)<-[r:Q]-(m) RETURN startNode(r) = m AS x                          | true           |
      | CREATE p = (:Q)<-[:R]-(:S) RETURN p AS x                                    | <(:Q)<-[:R]-(:S)> |
      | CREATE p = (:Q) RETURN length(p) AS x                                       | 0              |
      | UNWIND [1, 2] AS i CREATE (n {i: i}) RETURN sum(n.i) AS x                   | 3              |
      | UNWIND [1, 2, 3] AS i CREATE (n {i: i}) RETURN n.i AS x ORDER BY x DESC LIMIT 1 | 3          |
      | UNWIND [1, 2, 3] AS i CREATE (n {i: i}) WITH n WHERE n.i = 2 RETURN n.i AS x | 2             |
      | UNWIND [1, 2, 3] AS i CREATE (n) RETURN count(*) AS x                       | 3              |
      | CREATE (n) WITH n MATCH (m) RETURN count(m) AS x                            | 4              |
      | MATCH (n:A) CREATE (m {k: n.k}) RETURN m.k AS x                             | 1              |
      | MATCH (n) SET n.k = 0 RETURN sum(n.k) AS x                                  | 0              |
      | MATCH (n:A) SET n.k = 5, n.j = n.k + 1 RETURN n.j AS x                      | 6              |
      | MATCH (n:A) SET n.k = n.k + 1 SET n.k = n.k * 10 RETURN n.k AS x            | 20             |
      | MATCH (n:A), (m:A) SET n.k = m.k + 1 RETURN n.k AS x                        | 2              |
      | MATCH (n:A) SET n += {k: null} RETURN n AS x                                | (:A)           |
      | MATCH (n:A) SET n = {a: 1} RETURN n AS x                                    | (:A {a: 1})    |
      | MATCH (n:A) SET n:Q RETURN labels(n) = ['A', 'Q'] OR labels(n) = ['Q', 'A'] AS x | true      |
      | MATCH (n:A) REMOVE n:A RETURN labels(n) AS x                                | []             |
      | MATCH (n:A) REMOVE n.k RETURN n.k IS NULL AS x                              | true           |
      | OPTIONAL MATCH (n:Zzz) SET n.k = 1 RETURN n AS x                            | null           |
      | OPTIONAL MATCH (n:Zzz) REMOVE n.k RETURN n AS x                             | null           |
      | OPTIONAL MATCH (n:Zzz) DELETE n RETURN n AS x                               | null           |
      | MATCH ()-[r {w: 1}]->() DELETE r RETURN type(r) AS x                        | 'T'            |
      | MATCH (n:A) DETACH DELETE n RETURN count(*) AS x                            | 1              |
      | MATCH (n) DETACH DELETE n WITH count(*) AS c MATCH (m) RETURN count(m) AS x | 0              |
      | MATCH (n) DETACH DELETE n WITH 1 AS one OPTIONAL MATCH (m) RETURN m AS x LIMIT 1 | null      |
      | MERGE (n:A) RETURN n.k AS x                                                 | 1              |
      | MERGE (n:Q {v: 1}) RETURN n AS x                                            | (:Q {v: 1})    |
      | MERGE (n:A {k: 1}) ON MATCH SET n.hit = true ON CREATE SET n.made = true RETURN n AS x | (:A {k: 1, hit: true}) |
      | MERGE (n:A {k: 9}) ON MATCH SET n.hit = true ON CREATE SET n.made = true RETURN n AS x | (:A {k: 9, made: true}) |
      | MATCH (a:A) MERGE (a)-[r:T]->(m) RETURN sum(m.k) AS x                       | 5              |
      | MATCH (a:A) MERGE (a)-[r:T {w: 1}]->(m) RETURN m AS x                       | (:B {k: 2})    |
      | MATCH (a:A) MERGE (a)<-[r:T]-(m:New) RETURN m AS x                          | (:New)         |
      | MERGE (a:A)-[r:Q]-(b:B) RETURN startNode(r) = a AS x                        | true           |
      | MERGE p = (:A)-[:T]->(:B) RETURN length(p) AS x                             | 1              |
      | UNWIND ['a', 'b', 'a'] AS v MERGE (n:Q {v: v}) RETURN count(DISTINCT n) AS x | 2             |
      | UNWIND ['a', 'b', 'a'] AS v MERGE (n:Q {v: v}) ON CREATE SET n.c = 1 ON MATCH SET n.c = n.c + 1 WITH DISTINCT n RETURN sum(n.c) AS x | 3 |
      | MATCH (n:A)-->(m) SET n.s = coalesce(n.s, 0) + m.k RETURN DISTINCT n.s AS x | 5              |
      | MATCH (n:A)-[r]->(m) DELETE r CREATE (n)-[s:NEW]->(m) WITH n MATCH (n)-[q]->() RETURN DISTINCT type(q) AS x | 'NEW' |

  Scenario Outline: What was deleted is gone
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {k: 1})-[:T {w: 1}]->(:B {k: 2})
      """
    When executing query:
      """
      <statement>
      """
    Then a <type> should be raised at runtime: <detail>

    Examples:
      | statement                                                       | type                         | detail              |
      | MATCH (n:A) DETACH DELETE n RETURN n.k                          | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n RETURN labels(n)                    | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n RETURN n['k']                       | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n RETURN keys(n)                      | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n RETURN properties(n)                | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n RETURN n:A                          | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n RETURN n {.k}                       | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n SET n.k = 2                         | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n SET n:Q                             | EntityNotFound               | DeletedEntityAccess |
      | MATCH ()-[r]->() DELETE r RETURN r.w                            | EntityNotFound               | DeletedEntityAccess |
      | MATCH ()-[r]->() DELETE r RETURN properties(r)                  | EntityNotFound               | DeletedEntityAccess |
      | MATCH ()-[r]->() DELETE r WITH r WHERE r.w = 1 RETURN r         | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DETACH DELETE n CREATE (n)-[:T]->()                 | EntityNotFound               | DeletedEntityAccess |
      | MATCH (n:A) DELETE n                                            | ConstraintVerificationFailed | DeleteConnectedNode |
      | MATCH (n) DELETE n                                              | ConstraintVerificationFailed | DeleteConnectedNode |
      | MATCH p = (:A) DELETE p                                         | ConstraintVerificationFailed | DeleteConnectedNode |
      | MATCH (n:A) DELETE n CREATE ()                                  | ConstraintVerificationFailed | DeleteConnectedNode |
      | MERGE (n:A {k: null})                                           | SemanticError                | MergeReadOwnWrites  |
      | MERGE (:A {k: 1})-[:T {w: null}]->(:B)                          | SemanticError                | MergeReadOwnWrites  |
      | MERGE (:A)-[:T]->(:B {k: null})                                 | SemanticError                | MergeReadOwnWrites  |
      | WITH null AS v MERGE (n {v: v})                                 | SemanticError                | MergeReadOwnWrites  |
      | MATCH (n:A) MERGE (m:C {v: n.zzz})                              | SemanticError                | MergeReadOwnWrites  |
      | OPTIONAL MATCH (n:Zzz) MERGE (m:C {v: n.k})                     | SemanticError                | MergeReadOwnWrites  |
