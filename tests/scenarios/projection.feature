Feature: WITH and RETURN shape the answer

  Scenario: A column without AS is named as it was written
    Given an empty graph
    When executing query:
      """
      RETURN 1+1, [1,  2][0] AS first
      """
    Then the result should be, in any order:
      | 1+1 | first |
      | 2   | 1     |

  Scenario: DISTINCT takes equal rows once, null included
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1.0, null, null, 'a'] AS x RETURN DISTINCT x
      """
    Then the result should be, in any order:
      | x    |
      | 1    |
      | null |
      | 'a'  |

  Scenario: ORDER BY sorts before SKIP and LIMIT
    Given an empty graph
    When executing query:
      """
      UNWIND [3, 1, 2, 5, 4] AS x RETURN x ORDER BY x DESC SKIP 1 LIMIT 2
      """
    Then the result should be, in order:
      | x |
      | 4 |
      | 3 |

  Scenario: null comes last, and first where the order is turned
    Given an empty graph
    When executing query:
      """
      UNWIND [2, null, 1] AS x RETURN x ORDER BY x DESC
      """
    Then the result should be, in order:
      | x    |
      | null |
      | 2    |
      | 1    |

  Scenario: ORDER BY may use what RETURN does not show
    Given an empty graph
    And having executed:
      """
      CREATE ({a: 1, b: 2}), ({a: 2, b: 1})
      """
    When executing query:
      """
      MATCH (n) RETURN n.a AS a ORDER BY n.b
      """
    Then the result should be, in order:
      | a |
      | 2 |
      | 1 |

  Scenario: Aggregates group by the other columns
    Given an empty graph
    And having executed:
      """
      CREATE (:P {d: 'x', v: 1}), (:P {d: 'x', v: 2}), (:P {d: 'y', v: 10}), (:P {d: 'y'})
      """
    When executing query:
      """
      MATCH (p:P) RETURN p.d AS d, count(*) AS all, count(p.v) AS known, sum(p.v) AS sum, avg(p.v) AS avg, min(p.v) AS min, max(p.v) AS max, collect(p.v) AS vs ORDER BY d
      """
    Then the result should be, in order:
      | d   | all | known | sum | avg  | min | max | vs     |
      | 'x' | 2   | 2     | 3   | 1.5  | 1   | 2   | [1, 2] |
      | 'y' | 2   | 1     | 10  | 10.0 | 10  | 10  | [10]   |

  Scenario: Aggregates over nothing
    Given an empty graph
    When executing query:
      """
      MATCH (n) RETURN count(n) AS count, sum(n.v) AS sum, avg(n.v) AS avg, collect(n) AS list, max(n.v) AS max
      """
    Then the result should be, in any order:
      | count | sum | avg  | list | max  |
      | 0     | 0   | null | []   | null |

  Scenario: WITH ends the scope of what it does not name
    Given an empty graph
    When executing query:
      """
      WITH 1 AS a, 2 AS b WITH a RETURN b
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

  Scenario: WHERE after WITH filters groups
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1, 2] AS x WITH x, count(*) AS n WHERE n > 1 RETURN x, n
      """
    Then the result should be, in any order:
      | x | n |
      | 1 | 2 |

  Scenario: UNWIND of an empty list and of null yields no row
    Given an empty graph
    When executing query:
      """
      UNWIND [[], null, [1, 2]] AS xs UNWIND xs AS x RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |

  Scenario: UNION takes equal rows once, UNION ALL keeps them
    Given an empty graph
    When executing query:
      """
      RETURN 1 AS x UNION RETURN 1 AS x UNION RETURN 2 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
    When executing control query:
      """
      RETURN 1 AS x UNION ALL RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 1 |

  Scenario: Columns of a UNION must agree
    Given an empty graph
    When executing query:
      """
      RETURN 1 AS x UNION RETURN 2 AS y
      """
    Then a SyntaxError should be raised at compile time: DifferentColumnsInUnion

  Scenario: RETURN * shows every variable in scope
    Given an empty graph
    When executing query:
      """
      WITH 1 AS a, 'x' AS b RETURN *
      """
    Then the result should be, in any order:
      | a | b   |
      | 1 | 'x' |

  Scenario: Parameters are values
    Given an empty graph
    And parameters are:
      | name | 'METI'       |
      | list | [1, 2, null] |
    When executing query:
      """
      RETURN $name AS name, size($list) AS n
      """
    Then the result should be, in any order:
      | name   | n |
      | 'METI' | 3 |

  Scenario: A missing parameter is named before anything runs
    Given an empty graph
    When executing query:
      """
      RETURN $nobody
      """
    Then a ParameterMissing should be raised at compile time: MissingParameter
