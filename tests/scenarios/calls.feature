Feature: CALL of procedures and subqueries

  Scenario: A procedure answers with the rows that fit its arguments
    Given an empty graph
    And there exists a procedure test.cities(country :: STRING?) :: (city :: STRING?, people :: INTEGER?):
      | country | city    | people |
      | 'JP'    | 'Tokyo' | 14     |
      | 'JP'    | 'Osaka' | 3      |
      | 'FR'    | 'Paris' | 2      |
    When executing query:
      """
      UNWIND ['JP', 'FR'] AS country CALL test.cities(country) YIELD city, people AS n WHERE n > 2 RETURN country, city, n
      """
    Then the result should be, in any order:
      | country | city    | n  |
      | 'JP'    | 'Tokyo' | 14 |
      | 'JP'    | 'Osaka' | 3  |

  Scenario: A procedure that nobody knows
    Given an empty graph
    When executing query:
      """
      CALL no.such.procedure()
      """
    Then a ProcedureError should be raised at compile time: ProcedureNotFound

  Scenario: A subquery runs for each row
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL { WITH x UNWIND range(1, x) AS y RETURN sum(y) AS s } RETURN x, s
      """
    Then the result should be, in any order:
      | x | s |
      | 1 | 1 |
      | 2 | 3 |

  Scenario: A subquery that writes lets every row pass
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL { WITH x CREATE (:N {v: x}) } RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario Outline: What is in the graph, by the names other systems use
    Given an empty graph
    And having executed:
      """
      CREATE (a:A:B {x: 1})-[:T {w: 1.5}]->(:A {x: 'a', y: [1]}), (:A {x: 2}), (c:Gone), (a)-[:T]->(a)
      """
    And having executed:
      """
      MATCH (c:Gone) DELETE c
      """
    When executing query:
      """
      CALL <call> RETURN collect(<what>) AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | call                                           | what             | answer     |
      | db.labels() YIELD label                        | label            | ['A', 'B'] |
      | db.relationshipTypes() YIELD relationshipType  | relationshipType | ['T']      |
      | db.propertyKeys() YIELD propertyKey            | propertyKey      | ['w', 'x', 'y'] |
      | db.schema.nodeTypeProperties() YIELD nodeType AS t, nodeLabels AS l, propertyName AS p, propertyTypes AS k, mandatory AS m | [t, l, p, k, m] | [[':`A`', ['A'], 'x', ['INTEGER', 'STRING'], true], [':`A`', ['A'], 'y', ['LIST<INTEGER NOT NULL>'], false], [':`A`:`B`', ['A', 'B'], 'x', ['INTEGER'], true]] |
      | db.schema.relTypeProperties() YIELD relType AS t, propertyName AS p, propertyTypes AS k, mandatory AS m | [t, p, k, m] | [[':`T`', 'w', ['FLOAT'], false]] |

  Scenario: PageRank sums up to 1, also where nodes lead nowhere
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {id: 'a'})-[:T]->(b:N {id: 'b'}), (a)-[:T]->(:N {id: 'c'}), (b)-[:T]->(a)
      """
    When executing query:
      """
      CALL algo.pagerank() YIELD node, score RETURN node.id AS id, round(score * 1000) AS score ORDER BY score DESC, id
      """
    Then the result should be, in order:
      | id  | score |
      | 'a' | 394.0 |
      | 'b' | 303.0 |
      | 'c' | 303.0 |
    And no side effects

  Scenario: Components are numbered in the order of their smallest nodes
    Given an empty graph
    And having executed:
      """
      CREATE (a {i: 0}), (b {i: 1}), (c {i: 2}), (d {i: 3}), (d)-[:T]->(b), (c)-[:T]->(c)
      """
    When executing query:
      """
      CALL algo.components() YIELD node, component RETURN node.i AS i, component ORDER BY i
      """
    Then the result should be, in order:
      | i | component |
      | 0 | 0         |
      | 1 | 1         |
      | 2 | 2         |
      | 3 | 1         |
    And no side effects

  Scenario: An algorithm sees what the statement wrote before
    Given an empty graph
    When executing query:
      """
      CREATE (a:N {id: 'a'})-[:T]->(b:N {id: 'b'})-[:T]->(c:N {id: 'c'})
      WITH a
      CALL algo.bfs({source: a, label: 'N'}) YIELD node, depth, parent
      RETURN node.id AS id, depth, parent.id AS parent
      """
    Then the result should be, in order:
      | id  | depth | parent |
      | 'a' | 0     | null   |
      | 'b' | 1     | 'a'    |
      | 'c' | 2     | 'b'    |
    And the side effects should be:
      | +nodes         | 3 |
      | +relationships | 2 |
      | +labels        | 1 |
      | +properties    | 3 |

  Scenario: Undirected betweenness counts each pair once, from given nodes half of them
    Given an empty graph
    And having executed:
      """
      CREATE (:N {id: 'a'})-[:T]->(:N {id: 'b'})<-[:T]-(:N {id: 'c'})
      """
    When executing query:
      """
      CALL algo.betweenness({directed: false}) YIELD node, score
      WITH node, score WHERE score > 0
      CALL algo.betweenness({label: ['N'], type: 'T', directed: false, sources: ['a']}) YIELD node AS other, score AS part
      WITH node, score, part WHERE part > 0
      RETURN node.id AS id, score, part
      """
    Then the result should be, in any order:
      | id  | score | part |
      | 'b' | 1.0   | 0.5  |
    And no side effects

  Scenario: A flow is bounded by the least cut, and whole numbers stay whole
    Given an empty graph
    And having executed:
      """
      CREATE (m:N {id: 'm'})-[:F {amount: 10}]->(f:N {id: 'f'}), (f)-[:F {amount: 3}]->(p:N {id: 'p'}),
             (f)-[:F {amount: 4}]->(p), (m)-[:F {amount: 1}]->(p)
      """
    When executing query:
      """
      CALL algo.max_flow({source: 'm', target: 'p', weight: 'amount'}) YIELD value
      CALL algo.min_cut({source: 'm', target: 'p', weight: 'amount'}) YIELD value AS cut, relationships, nodes
      RETURN value, cut, reduce(sum = 0, r IN relationships | sum + r.amount) AS sum, [n IN nodes | n.id] AS side
      """
    Then the result should be, in any order:
      | value | cut | sum | side       |
      | 8     | 8   | 8   | ['m', 'f'] |
    And no side effects

  Scenario: Circular funding, with LIMIT
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {id: 'a'})-[:F]->(b:N {id: 'b'})-[:F]->(c:N {id: 'c'})-[:F]->(a), (b)-[:F]->(a), (c)-[:F]->(c)
      """
    When executing query:
      """
      CALL algo.cycles({type: 'F'}) YIELD path, length RETURN [n IN nodes(path) | n.id] AS way, length ORDER BY length
      """
    Then the result should be, in order:
      | way                  | length |
      | ['c', 'c']           | 1      |
      | ['a', 'b', 'a']      | 2      |
      | ['a', 'b', 'c', 'a'] | 3      |
    And no side effects

  Scenario: A relationship without its weight is an error
    Given an empty graph
    And having executed:
      """
      CREATE (:N {id: 'a'})-[:T {w: 1}]->(:N {id: 'b'})-[:T]->(:N)
      """
    When executing query:
      """
      CALL algo.dijkstra({source: 'a', weight: 'w'}) YIELD node, distance RETURN node.id, distance
      """
    Then a EntityNotFound should be raised at runtime: MissingWeight

  Scenario: A relationship without its weight counts what the call says
    Given an empty graph
    And having executed:
      """
      CREATE (:N {id: 'a'})-[:T {w: 1}]->(:N {id: 'b'})-[:T]->(:N {id: 'c'})
      """
    When executing query:
      """
      CALL algo.dijkstra({source: 'a', weight: 'w', default_weight: 2.5}) YIELD node, distance RETURN node.id AS id, distance
      """
    Then the result should be, in any order:
      | id  | distance |
      | 'a' | 0.0      |
      | 'b' | 1.0      |
      | 'c' | 3.5      |
    And no side effects

  Scenario: A negative weight is refused
    Given an empty graph
    And having executed:
      """
      CREATE (:N {id: 'a'})-[:T {w: -1}]->(:N {id: 'b'})
      """
    When executing query:
      """
      CALL algo.dijkstra({source: 'a', weight: 'w'}) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: NegativeWeight

  Scenario: An option nearly right is refused before any data
    Given an empty graph
    When executing query:
      """
      CALL algo.pagerank({dampng: 0.5}) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at compile time: UnknownOption

  Scenario: An option of the wrong kind is refused before any data
    Given an empty graph
    When executing query:
      """
      CALL algo.pagerank({damping: 'much'}) YIELD node RETURN node
      """
    Then a TypeError should be raised at compile time: InvalidArgumentType

  Scenario: An option that only running shows to be unknown
    Given an empty graph
    When executing query:
      """
      WITH {sorces: []} AS options CALL algo.pagerank(options) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: UnknownOption

  Scenario: A number outside its range
    Given an empty graph
    When executing query:
      """
      CALL algo.pagerank({damping: 1.5}) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: A label that no node has ever had
    Given an empty graph
    When executing query:
      """
      CALL algo.components({label: 'Minstry'}) YIELD node RETURN node
      """
    Then a EntityNotFound should be raised at runtime: UnknownLabel

  Scenario: A direction that an algorithm cannot take
    Given an empty graph
    When executing query:
      """
      CALL algo.bridges({directed: true}) YIELD start RETURN start
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: A number that is the id of one node and the internal number of another is not guessed
    Given an empty graph
    And having executed:
      """
      CREATE ({id: 1}), ({id: 0})
      """
    When executing query:
      """
      CALL algo.bfs({source: 1}) YIELD node RETURN node.id
      """
    Then a EntityNotFound should be raised at runtime: AmbiguousEntity

  Scenario: Levels of a graph with a circle
    Given an empty graph
    And having executed:
      """
      CREATE (a)-[:T]->(b)-[:T]->(a)
      """
    When executing query:
      """
      CALL algo.topological_levels() YIELD node, level RETURN level
      """
    Then a ArgumentError should be raised at runtime: NotAcyclic

  Scenario: A trace over stops
    Given an empty graph
    And having executed:
      """
      CREATE (:Ministry {id: 'meti', name: 'METI'})-[:FUNDS]->(:Fund {id: 'f', name: 'Green Fund'})-[:FUNDS]->(:Project {id: 'p', name: 'Hydrogen'})
      """
    When executing query:
      """
      CALL polgraph.trace(['METI', ':Project']) YIELD index, path, node RETURN index, [n IN nodes(path) | n.id] AS way, node.name AS name
      """
    Then the result should be, in order:
      | index | way              | name       |
      | 1     | ['meti', 'f', 'p'] | 'Hydrogen' |
    And no side effects

  Scenario: Everything below one entity
    Given an empty graph
    And having executed:
      """
      CREATE (:Ministry {id: 'meti', name: 'METI'})-[:FUNDS]->(:Fund {id: 'f', name: 'Green Fund'})-[:FUNDS]->(:Project {id: 'p', name: 'Hydrogen'})
      """
    When executing query:
      """
      CALL polgraph.trace('METI', {max_depth: 2}) YIELD node, path RETURN node.id AS id, length(path) AS steps
      """
    Then the result should be, in order:
      | id  | steps |
      | 'f' | 1     |
      | 'p' | 2     |
    And no side effects
