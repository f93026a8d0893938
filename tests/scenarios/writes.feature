Feature: Statements that write

  Scenario: CREATE makes what the pattern says
    Given an empty graph
    When executing query:
      """
      CREATE (m:Ministry {name: 'METI'})-[:FUNDS {amount: 1}]->(f:Fund) RETURN m.name, labels(f) AS labels
      """
    Then the result should be, in any order:
      | m.name | labels   |
      | 'METI' | ['Fund'] |
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 1 |
      | +labels        | 2 |
      | +properties    | 2 |

  Scenario: CREATE runs once for each row
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 3) AS i CREATE (:N {i: i})
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: MERGE finds before it makes
    Given an empty graph
    And having executed:
      """
      CREATE (:A {k: 1})
      """
    When executing query:
      """
      UNWIND [1, 2, 2] AS k MERGE (a:A {k: k}) ON CREATE SET a.made = true ON MATCH SET a.found = true RETURN count(a) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |
    And the side effects should be:
      | +nodes      | 1 |
      | +properties | 4 |

  Scenario: MERGE of a relationship between known nodes
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:T]->(:B)
      """
    When executing query:
      """
      MATCH (a:A), (b:B) MERGE (a)-[r:T]->(b) MERGE (b)-[s:T]->(a) RETURN type(s) AS type
      """
    Then the result should be, in any order:
      | type |
      | 'T'  |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: SET of properties, maps and labels
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1, y: 2}), (:B {x: 1, y: 2})
      """
    When executing query:
      """
      MATCH (a:A), (b:B) SET a += {y: null, z: 3}, b = {z: 4}, a:New, b.w = a.z RETURN a, b
      """
    Then the result should be, in any order:
      | a                      | b                  |
      | (:A:New {x: 1, z: 3})  | (:B {z: 4, w: 3})  |
    And the side effects should be:
      | +properties | 3 |
      | -properties | 3 |
      | +labels     | 1 |

  Scenario: REMOVE of a property and a label
    Given an empty graph
    And having executed:
      """
      CREATE (:A:B {x: 1})
      """
    When executing query:
      """
      MATCH (n:A) REMOVE n.x, n:B RETURN n
      """
    Then the result should be, in any order:
      | n    |
      | (:A) |
    And the side effects should be:
      | -properties | 1 |
      | -labels     | 1 |

  Scenario: DELETE of a relationship leaves its ends
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:T]->(:B)
      """
    When executing query:
      """
      MATCH ()-[r:T]->() DELETE r
      """
    Then the result should be empty
    And the side effects should be:
      | -relationships | 1 |

  Scenario: DELETE of a node that still has relationships is refused, and nothing is changed
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:T]->(:B)
      """
    When executing query:
      """
      MATCH (a:A) SET a.x = 2 DELETE a
      """
    Then a ConstraintVerificationFailed should be raised at runtime: DeleteConnectedNode

  Scenario: DETACH DELETE takes them along
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:T]->(:B)
      """
    When executing query:
      """
      MATCH (a:A) DETACH DELETE a
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 1 |
      | -relationships | 1 |
      | -labels        | 1 |

  Scenario: A write is seen by what comes after it, never by the read before it
    Given an empty graph
    And having executed:
      """
      CREATE (:N), (:N)
      """
    When executing query:
      """
      MATCH (n:N) CREATE (:N) WITH count(*) AS before MATCH (n:N) RETURN before, count(n) AS after
      """
    Then the result should be, in any order:
      | before | after |
      | 2      | 4     |
    And the side effects should be:
      | +nodes | 2 |

  Scenario: A failing statement writes nothing
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 0] AS x CREATE (:N {v: 1 / x})
      """
    Then a ArithmeticError should be raised at runtime: DivideByZero

  Scenario: FOREACH writes for each element
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1, 2] | CREATE (:N {v: x}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: A relationship that is made needs one type and a direction
    Given an empty graph
    When executing query:
      """
      CREATE ()-[:A|B]->()
      """
    Then a SyntaxError should be raised at compile time: NoSingleRelationshipType

  Scenario Outline: What a writing clause asks of the graph, it asks before it writes, for all rows
    Given an empty graph
    And having executed:
      """
      CREATE (:A {v: 1}), (:A {v: 2}), (:A {v: 3})
      """
    When executing control query:
      """
      <statement>
      """
    When executing query:
      """
      MATCH (n) WHERE n.c IS NOT NULL RETURN n.c, count(*) AS times
      """
    Then the result should be, in any order:
      | n.c      | times   |
      | <answer> | <times> |

    Examples:
      | statement                                                                   | answer | times |
      | MATCH (a:A) CREATE (:B {c: COUNT { MATCH () }})                             | 3      | 3     |
      | MATCH (a:A) CREATE (:B {c: COUNT { MATCH () }})<-[:T]-(:B {c: size([(x)-[r]->() \| r]) + 3}) | 3      | 6     |
      | MATCH (a:A) SET a.c = COUNT { MATCH (x) WHERE x.c IS NULL }                 | 3      | 3     |
      | MATCH (a:A) SET a += {c: COUNT { MATCH (x) WHERE x.c IS NULL }}             | 3      | 3     |
      | MATCH (a:A) FOREACH (x IN [COUNT { MATCH () }] \| CREATE (:B {c: x}))        | 3      | 3     |

  Scenario: What a clause asks about what it makes itself, it asks when that is there
    Given an empty graph
    When executing query:
      """
      CREATE (a:A), (b:B {c: COUNT { MATCH (a) }}) RETURN b.c
      """
    Then the result should be, in any order:
      | b.c |
      | 1   |
