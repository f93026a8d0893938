Feature: Label expressions, and labels that are computed

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {n: 'a'}), (b:B {n: 'b'}), (c:A:B {n: 'c'}), (d {n: 'd'}),
             (a)-[:T {n: 1}]->(b), (a)-[:S {n: 2}]->(c), (b)-[:U {n: 3}]->(d), (c)-[:T {n: 4}]->(d)
      """

  Scenario Outline: A node is asked for its labels in a pattern, in WHERE and as a value
    When executing query:
      """
      MATCH (x<labels>) WITH collect(x.n) AS pattern
      MATCH (x) WHERE x<labels> WITH pattern, collect(x.n) AS condition
      MATCH (x) WITH pattern, condition, x, x<labels> AS fits WHERE fits
      RETURN pattern, condition, collect(x.n) AS value
      """
    Then the result should be (ignoring element order for lists):
      | pattern | condition | value   |
      | <names> | <names>   | <names> |

    Examples:
      | labels                  | names                |
      | :A                      | ['a', 'c']           |
      | :A&B                    | ['c']                |
      | :A:B                    | ['c']                |
      | :!A                     | ['b', 'd']           |
      | :!(A&B)                 | ['a', 'b', 'd']      |
      | :A&!B                   | ['a']                |
      | :%                      | ['a', 'b', 'c']      |
      | :!%                     | ['d']                |
      | :$('A')                 | ['a', 'c']           |
      | :$(['A', 'B'])          | ['c']                |
      | :$all(['A', 'B'])       | ['c']                |
      | :$any(['A', 'B'])       | ['a', 'b', 'c']      |
      | :$any(['A', 'X'])&!B    | ['a']                |
      | :!$('A')                | ['b', 'd']           |
      | :$(toUpper(x.n))        | ['a', 'b']           |

  Scenario: A bar between labels
    When executing query:
      """
      MATCH (x:A|B) WITH count(*) AS either
      MATCH (x:A|(B&!A)) WITH either, count(*) AS same
      MATCH (x) WHERE x:A|B RETURN either, same, count(*) AS asked
      """
    Then the result should be, in any order:
      | either | same | asked |
      | 3      | 3    | 3     |

  Scenario Outline: A relationship is asked for its type
    When executing query:
      """
      MATCH ()-[r<types>]->() WITH collect(r.n) AS pattern
      MATCH ()-[r]->() WHERE r<types> RETURN pattern, collect(r.n) AS condition
      """
    Then the result should be (ignoring element order for lists):
      | pattern   | condition |
      | <numbers> | <numbers> |

    Examples:
      | types               | numbers   |
      | :T                  | [1, 4]    |
      | :!T                 | [2, 3]    |
      | :!T&!S              | [3]       |
      | :%                  | [1, 2, 3, 4] |
      | :$('T')             | [1, 4]    |
      | :$any(['T', 'S'])   | [1, 2, 4] |
      | :!$('T')            | [2, 3]    |

  Scenario: Alternatives, negations and computed types hold for each step of a walk
    When executing query:
      """
      MATCH ({n: 'a'})-[r:!U*2]->(x) WITH collect(x.n) AS walk
      MATCH ({n: 'a'})-[r:$any(['S', 'T'])]->{2}(x) WITH walk, collect(x.n) AS computed
      MATCH ({n: 'a'}) (()-[r:S|T]->()){2} (x) RETURN walk, computed, collect(x.n) AS repeated
      """
    Then the result should be, in any order:
      | walk  | computed | repeated |
      | ['d'] | ['d']    | ['d']    |

  Scenario: Labels and types that are computed are made, set and removed
    When executing query:
      """
      UNWIND [['X', 'T1'], ['Y', 'T2']] AS row
      CREATE (n:N:$(row[0]))-[r:$(row[1])]->(m)
      SET m:M:$([row[0] + '1', 'Z'])
      REMOVE n:$('N')
      RETURN labels(n) AS n, labels(m) AS m, type(r) AS r
      """
    Then the result should be (ignoring element order for lists):
      | n     | m                | r    |
      | ['X'] | ['M', 'X1', 'Z'] | 'T1' |
      | ['Y'] | ['M', 'Y1', 'Z'] | 'T2' |

  Scenario: MERGE finds and makes what is computed
    When executing query:
      """
      UNWIND ['A', 'A', 'Q'] AS label
      MERGE (x:$(label) {n: 'a'})
      RETURN count(DISTINCT x) AS nodes
      """
    Then the result should be, in any order:
      | nodes |
      | 2     |

  Scenario Outline: Null matches nothing and makes nothing
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | n |
      | 0 |

    Examples:
      | query                                             |
      | MATCH (x:$(null)) RETURN count(*) AS n            |
      | MATCH (x) WHERE x:!$(null) RETURN count(*) AS n   |
      | MATCH ()-[r:$(null)]->() RETURN count(*) AS n     |

  Scenario: What is written is not computed by a sub-query
    When executing query:
      """
      MATCH (x:A) SET x:$(COLLECT { MATCH (y:B) RETURN y.n })
      """
    Then a SyntaxError should be raised at compile time: UnsupportedFeature

  Scenario: A label is no number
    When executing query:
      """
      CREATE (x:$(1 + 1))
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType
