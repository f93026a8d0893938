Feature: Paths of any length

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {n: 'a'})-[:NEXT]->(b {n: 'b'})-[:NEXT]->(c {n: 'c'})-[:NEXT]->(a),
             (c)-[:NEXT]->(d:D {n: 'd'}), (a)-[:JUMP]->(d)
      """

  Scenario: A named path is its nodes and relationships in turn
    When executing query:
      """
      MATCH p = (:A)-[:JUMP]->(:D) RETURN p
      """
    Then the result should be, in any order:
      | p                                          |
      | <(:A {n: 'a'})-[:JUMP]->(:D {n: 'd'})> |

  Scenario: A star walks one step or more and uses no relationship twice
    When executing query:
      """
      MATCH (:A)-[:NEXT*]->(x) RETURN x.n
      """
    Then the result should be, in any order:
      | x.n |
      | 'b' |
      | 'c' |
      | 'a' |
      | 'd' |

  Scenario Outline: Bounds are kept
    When executing query:
      """
      MATCH (:A)-[:NEXT*<bounds>]->(x) RETURN collect(x.n) AS names
      """
    Then the result should be (ignoring element order for lists):
      | names   |
      | <names> |

    Examples:
      | bounds | names           |
      | 2      | ['c']           |
      | 0..1   | ['a', 'b']      |
      | ..2    | ['b', 'c']      |
      | 3..    | ['a', 'd']      |
      | 5..9   | []              |

  Scenario: The variable of a walk is the list of its relationships
    When executing query:
      """
      MATCH (:A)-[r:NEXT*2]->() RETURN [x IN r | type(x)] AS types, size(r) AS n
      """
    Then the result should be, in any order:
      | types            | n |
      | ['NEXT', 'NEXT'] | 2 |

  Scenario: shortestPath takes the fewest steps
    When executing query:
      """
      MATCH (a:A), (d:D) MATCH p = shortestPath((a)-[*]->(d)) RETURN length(p) AS n, [x IN nodes(p) | x.n] AS names
      """
    Then the result should be, in any order:
      | n | names      |
      | 1 | ['a', 'd'] |

  Scenario: shortestPath of one type goes the longer way
    When executing query:
      """
      MATCH (a:A), (d:D) MATCH p = shortestPath((a)-[:NEXT*]->(d)) RETURN [x IN nodes(p) | x.n] AS names
      """
    Then the result should be, in any order:
      | names                |
      | ['a', 'b', 'c', 'd'] |

  Scenario: shortestPath takes the shortest that meets what WHERE asks of the path
    When executing query:
      """
      MATCH p = shortestPath((a:A)-[*]->(d:D)) WHERE none(r IN relationships(p) WHERE type(r) = 'JUMP')
      RETURN [x IN nodes(p) | x.n] AS names
      """
    Then the result should be, in any order:
      | names                |
      | ['a', 'b', 'c', 'd'] |

  Scenario: allShortestPaths too
    When executing query:
      """
      MATCH (a:A), (d:D), p = allShortestPaths((a)-[*..5]->(d)) WHERE length(p) > 1 AND a.n = 'a'
      RETURN [x IN nodes(p) | x.n] AS names
      """
    Then the result should be, in any order:
      | names                |
      | ['a', 'b', 'c', 'd'] |

  Scenario: A pattern in WHERE asks whether it exists
    When executing query:
      """
      MATCH (n) WHERE NOT (n)-->() RETURN n.n
      """
    Then the result should be, in any order:
      | n.n |
      | 'd' |

  Scenario: A pattern comprehension collects what it finds
    When executing query:
      """
      MATCH (a:A) RETURN [(a)-[r]->(x) WHERE x.n <> 'q' | x.n] AS names
      """
    Then the result should be (ignoring element order for lists):
      | names      |
      | ['b', 'd'] |

  Scenario: EXISTS and COUNT ask with a whole subquery
    When executing query:
      """
      MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE m.n = 'd' } RETURN n.n AS n, COUNT { (n)-->() } AS out ORDER BY n
      """
    Then the result should be, in order:
      | n   | out |
      | 'a' | 2   |
      | 'c' | 2   |

  Scenario: A list of relationships that is known is walked only from a node back to itself where one node stands at both ends
    When executing query:
      """
      MATCH ()-[q:NEXT*1..3]->() WITH DISTINCT q MATCH (x)-[q*]->(x) RETURN x.n, size(q) AS n
      """
    Then the result should be, in any order:
      | x.n | n |
      | 'a' | 3 |
      | 'b' | 3 |
      | 'c' | 3 |

  Scenario: A list of relationships that is known meets what the pattern asks of each
    When executing query:
      """
      MATCH ()-[q*2]->() WITH q MATCH (x:A)-[q:NEXT* {missing: 1}]->(y) RETURN x.n, y.n
      """
    Then the result should be, in any order:
      | x.n | y.n |

  Scenario: An empty list of relationships that is known stands at every node
    When executing query:
      """
      WITH [] AS q MATCH (x)-[q*0..1]->(y) RETURN x.n, y.n
      """
    Then the result should be, in any order:
      | x.n | y.n |
      | 'a' | 'a' |
      | 'b' | 'b' |
      | 'c' | 'c' |
      | 'd' | 'd' |

  Scenario: A list that holds a relationship twice is no walk
    When executing query:
      """
      MATCH ()-[r:JUMP]->() WITH [r, r] AS q MATCH (x)-[q*]-(y) RETURN x.n, y.n
      """
    Then the result should be, in any order:
      | x.n | y.n |
