Feature: MATCH finds every way a pattern lies in the graph

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (meti:Ministry {name: 'METI'})-[:LAUNCHED {year: 2021}]->(gif:Fund {name: 'Green Innovation Fund', amount: 2000000000000}),
             (nedo:Agency {name: 'NEDO'})-[:MANAGES]->(gif),
             (meti)-[:SUPERVISES]->(nedo),
             (gif)-[:TARGETS]->(:Field {name: 'Hydrogen'}),
             (gif)-[:TARGETS]->(:Field:PriorityField {name: 'Batteries'}),
             (meti)-[:FUNDS {amount: 10}]->(nedo),
             (meti)-[:FUNDS {amount: 20}]->(nedo)
      """

  Scenario: A label picks nodes
    When executing query:
      """
      MATCH (f:Field) RETURN f.name
      """
    Then the result should be, in any order:
      | f.name      |
      | 'Hydrogen'  |
      | 'Batteries' |
    And no side effects

  Scenario: Several labels must all be there
    When executing query:
      """
      MATCH (f:Field:PriorityField) RETURN f
      """
    Then the result should be, in any order:
      | f                                        |
      | (:Field:PriorityField {name: 'Batteries'}) |

  Scenario: Parallel relationships are matched one by one
    When executing query:
      """
      MATCH (:Ministry)-[f:FUNDS]->(:Agency) RETURN f.amount AS amount ORDER BY amount
      """
    Then the result should be, in order:
      | amount |
      | 10     |
      | 20     |

  Scenario: An arrow to the left is read from the other end
    When executing query:
      """
      MATCH (f:Fund)<-[:MANAGES]-(a) RETURN a.name
      """
    Then the result should be, in any order:
      | a.name |
      | 'NEDO' |

  Scenario: Without an arrow both directions match
    When executing query:
      """
      MATCH (:Agency)-[r]-(x) RETURN type(r) AS type, x.name AS name
      """
    Then the result should be, in any order:
      | type         | name                    |
      | 'MANAGES'    | 'Green Innovation Fund' |
      | 'SUPERVISES' | 'METI'                  |
      | 'FUNDS'      | 'METI'                  |
      | 'FUNDS'      | 'METI'                  |

  Scenario: A relationship is used once in one MATCH
    When executing query:
      """
      MATCH (a:Ministry)-[x:FUNDS]->(b)<-[y:FUNDS]-(a) RETURN x.amount AS x, y.amount AS y
      """
    Then the result should be, in any order:
      | x  | y  |
      | 10 | 20 |
      | 20 | 10 |

  Scenario: In two MATCH clauses it may be used twice
    When executing query:
      """
      MATCH (a:Ministry)-[x:FUNDS]->(b) MATCH (a)-[y:FUNDS]->(b) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 4 |

  Scenario: Types may be alternatives
    When executing query:
      """
      MATCH (:Ministry)-[r:LAUNCHED|SUPERVISES]->(x) RETURN x.name
      """
    Then the result should be, in any order:
      | x.name                  |
      | 'Green Innovation Fund' |
      | 'NEDO'                  |

  Scenario: Label expressions know and, or, not
    When executing query:
      """
      MATCH (n:(Field|Fund)&!PriorityField) RETURN n.name
      """
    Then the result should be, in any order:
      | n.name                  |
      | 'Green Innovation Fund' |
      | 'Hydrogen'              |

  Scenario: Properties in the pattern are conditions
    When executing query:
      """
      MATCH (n {name: 'METI'})-[:LAUNCHED {year: 2021}]->(f) RETURN f.amount
      """
    Then the result should be, in any order:
      | f.amount      |
      | 2000000000000 |

  Scenario: WHERE may stand inside of a pattern
    When executing query:
      """
      MATCH (n:Field WHERE n.name STARTS WITH 'B') RETURN n.name
      """
    Then the result should be, in any order:
      | n.name      |
      | 'Batteries' |

  Scenario: Two patterns without a common node are multiplied
    When executing query:
      """
      MATCH (a:Field), (b:Field) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 4 |

  Scenario: OPTIONAL MATCH keeps the row and says null
    When executing query:
      """
      MATCH (n:Ministry) OPTIONAL MATCH (n)-[r:OWNS]->(x) RETURN n.name, r, x
      """
    Then the result should be, in any order:
      | n.name | r    | x    |
      | 'METI' | null | null |

  Scenario: A label that nobody has matches nothing
    When executing query:
      """
      MATCH (n:Minstry) RETURN n
      """
    Then the result should be, in any order:
      | n |
