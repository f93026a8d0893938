Feature: Indexes and constraints

  Scenario Outline: An index changes no answer
    Given an empty graph
    And having executed:
      """
      UNWIND [1, 1.0, 2, 2.5, 0.0/0.0, '1', 'a', 'ab', 'b', true, [1], date('2021-07-01'), null] AS v
      CREATE (:A {k: v})-[:R {k: v}]->(:B {k: v})
      """
    And having executed:
      """
      CREATE INDEX a_k FOR (n:A) ON (n.k)
      """
    When executing query:
      """
      MATCH (n:A) WHERE <condition> RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n       |
      | <count> |
    And no side effects

    Examples:
      | condition                        | count |
      | n.k = 1                          | 2     |
      | n.k = 1.0                        | 2     |
      | n.k = '1'                        | 1     |
      | n.k = null                       | 0     |
      | n.k = 0.0/0.0                    | 0     |
      | n.k IN [1, 'a', null, 1.0]       | 3     |
      | n.k > 1                          | 2     |
      | n.k >= 1 AND n.k < 2.5           | 3     |
      | 1 < n.k <= 2                     | 1     |
      | n.k > 'a'                        | 2     |
      | n.k > 1 AND n.k < 'a'            | 0     |
      | n.k STARTS WITH 'a'              | 2     |
      | n.k STARTS WITH 1                | 0     |
      | n.k = [1.0]                      | 1     |
      | n.k = date('2021-07-01')         | 1     |
      | n.k < date('2022-01-01')         | 1     |
      | n.k IS NOT NULL                  | 12    |
      | n.k IS NULL                      | 1     |

  Scenario: A value from an earlier row is looked up
    Given an empty graph
    And having executed:
      """
      CREATE INDEX b_k FOR (n:B) ON (n.k)
      """
    And having executed:
      """
      UNWIND range(1, 5) AS i CREATE (:A {k: i}), (:B {k: i * 1.0})
      """
    When executing query:
      """
      MATCH (a:A) WHERE a.k > 3 MATCH (b:B {k: a.k}) RETURN a.k, b.k
      """
    Then the result should be, in any order:
      | a.k | b.k |
      | 4   | 4.0 |
      | 5   | 5.0 |

  Scenario: A relationship is found by its property, in both directions
    Given an empty graph
    And having executed:
      """
      CREATE INDEX r_k FOR ()-[r:R]-() ON (r.k)
      """
    And having executed:
      """
      CREATE (a:A)-[:R {k: 1}]->(b:B), (a)-[:R {k: 2}]->(a), (a)-[:S {k: 1}]->(b)
      """
    When executing query:
      """
      MATCH (x)-[r:R]-(y) WHERE r.k IN [1, 2] RETURN r.k, labels(x) AS x, labels(y) AS y
      """
    Then the result should be, in any order:
      | r.k | x     | y     |
      | 1   | ['A'] | ['B'] |
      | 1   | ['B'] | ['A'] |
      | 2   | ['A'] | ['A'] |

  Scenario: A constraint holds for what a statement writes
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (n:A) REQUIRE n.k IS UNIQUE
      """
    And having executed:
      """
      CREATE (:A {k: 1}), (:A {k: 2}), (:A), (:A)
      """
    When executing query:
      """
      MATCH (n:A {k: 1}) SET n.k = 2
      """
    Then a ConstraintVerificationFailed should be raised at runtime: UniquenessViolated

  Scenario: Two values may be swapped
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (n:A) REQUIRE n.k IS UNIQUE
      """
    And having executed:
      """
      CREATE (:A {k: 1, was: 1}), (:A {k: 2, was: 2})
      """
    When executing query:
      """
      MATCH (n:A {k: 1}), (m:A {k: 2}) SET n.k = 2, m.k = 1 RETURN n.was, n.k, m.was, m.k
      """
    Then the result should be, in any order:
      | n.was | n.k | m.was | m.k |
      | 1     | 2   | 2     | 1   |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 2 |

  Scenario: A hint that no index can meet
    Given an empty graph
    When executing query:
      """
      MATCH (n:A) USING INDEX n:A(k) WHERE n.k = 1 RETURN n
      """
    Then a SemanticError should be raised at compile time: IndexNotFound
