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
