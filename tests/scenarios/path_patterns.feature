Feature: Quantified path patterns, selectors and path modes

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (m:Ministry {n: 'm', rank: 1}), (a:Agency {n: 'a', rank: 2}), (b:Agency {n: 'b', rank: 3}),
             (p:Programme {n: 'p', rank: 4}), (q:Programme {n: 'q', rank: 2}),
             (m)-[:FUNDS {yen: 10}]->(a), (m)-[:FUNDS {yen: 20}]->(b), (a)-[:FUNDS {yen: 5}]->(p),
             (b)-[:FUNDS {yen: 7}]->(p), (a)-[:FUNDS {yen: 1}]->(b), (b)-[:FUNDS {yen: 2}]->(q),
             (p)-[:REPORTS]->(m), (q)-[:REPORTS]->(m)
      """

  Scenario Outline: A quantifier repeats a part of a path
    When executing query:
      """
      MATCH (:Ministry) ((x)-[:FUNDS]->(y))<quantifier> (e)
      RETURN collect(e.n) AS names
      """
    Then the result should be (ignoring element order for lists):
      | names   |
      | <names> |

    Examples:
      | quantifier | names                                                  |
      | {1}        | ['a', 'b']                                             |
      | {2}        | ['p', 'b', 'p', 'q']                                   |
      | {1,2}      | ['a', 'b', 'p', 'b', 'p', 'q']                         |
      | {,1}       | ['m', 'a', 'b']                                        |
      | {3,}       | ['p', 'q']                                             |
      | +          | ['a', 'b', 'p', 'b', 'p', 'q', 'p', 'q']               |
      | *          | ['m', 'a', 'b', 'p', 'b', 'p', 'q', 'p', 'q']          |
      | {4,9}      | []                                                     |

  Scenario: Inside, a variable is one value; outside, a list with one for each repetition
    When executing query:
      """
      MATCH (:Ministry) ((x)-[r:FUNDS]->(y) WHERE x.rank < y.rank){2} (e)
      RETURN e.n AS e, [v IN x | v.n] AS x, [v IN r | v.yen] AS r, [v IN y | v.n] AS y
      """
    Then the result should be, in any order:
      | e   | x          | r       | y          |
      | 'p' | ['m', 'a'] | [10, 5] | ['a', 'p'] |
      | 'b' | ['m', 'a'] | [10, 1] | ['a', 'b'] |
      | 'p' | ['m', 'b'] | [20, 7] | ['b', 'p'] |

  Scenario: Lists keep the order of the pattern when only its end is known
    When executing query:
      """
      MATCH ((x)-[r:FUNDS]->(y)){2} (:Programme {n: 'q'})
      RETURN [v IN x | v.n] AS x, [v IN r | v.yen] AS r, [v IN y | v.n] AS y
      """
    Then the result should be, in any order:
      | x          | r       | y          |
      | ['m', 'b'] | [20, 2] | ['b', 'q'] |
      | ['a', 'b'] | [1, 2]  | ['b', 'q'] |

  Scenario: No repetition gives empty lists and one node at both sides
    When executing query:
      """
      MATCH (s:Agency) ((x)-[r:REPORTS]->(y))* (e) RETURN s.n AS s, e.n AS e, x, r, y
      """
    Then the result should be, in any order:
      | s   | e   | x  | r  | y  |
      | 'a' | 'a' | [] | [] | [] |
      | 'b' | 'b' | [] | [] | [] |

  Scenario: Several relationships repeat together, and a path variable takes in all
    When executing query:
      """
      MATCH t = (:Ministry) ((x)-[:FUNDS]->()-[:FUNDS]->(y:Programme)-[:REPORTS]->(z)){1,2}
      RETURN [n IN nodes(t) | n.n] AS nodes, size(x) AS laps
      """
    Then the result should be, in any order:
      | nodes                               | laps |
      | ['m', 'a', 'p', 'm']                | 1    |
      | ['m', 'b', 'p', 'm']                | 1    |
      | ['m', 'b', 'q', 'm']                | 1    |
      | ['m', 'a', 'p', 'm', 'b', 'q', 'm'] | 2    |
      | ['m', 'b', 'q', 'm', 'a', 'p', 'm'] | 2    |

  Scenario: Patterns side by side share a node, and no relationship comes twice in the whole MATCH
    When executing query:
      """
      MATCH t = (:Ministry) ((x)-[:FUNDS]->(y:Agency) WHERE y.rank > 2) ((v)-->(w))+ (:Ministry)
      RETURN [n IN nodes(t) | n.n] AS nodes
      """
    Then the result should be, in any order:
      | nodes                          |
      | ['m', 'b', 'p', 'm']           |
      | ['m', 'b', 'q', 'm']           |
      | ['m', 'b', 'p', 'm', 'a', 'b', 'q', 'm'] |
      | ['m', 'b', 'q', 'm', 'a', 'b', 'p', 'm'] |
      | ['m', 'b', 'q', 'm', 'a', 'p', 'm'] |

  Scenario: A relationship with a quantifier is a list
    When executing query:
      """
      MATCH (:Ministry)-[r:FUNDS WHERE r.yen > 4]->{2}(e) RETURN e.n AS e, [v IN r | v.yen] AS yen
      """
    Then the result should be, in any order:
      | e   | yen     |
      | 'p' | [10, 5] |
      | 'p' | [20, 7] |

  Scenario Outline: A selector chooses for each pair of ends
    When executing query:
      """
      MATCH t = <selector> (:Ministry)-[:FUNDS]->+(e:Programme)
      RETURN e.n AS e, collect(length(t)) AS lengths
      """
    Then the result should be (ignoring element order for lists):
      | e   | lengths |
      | 'p' | <p>     |
      | 'q' | <q>     |

    Examples:
      | selector          | p         | q      |
      | SHORTEST 1        | [2]       | [2]    |
      | ANY SHORTEST      | [2]       | [2]    |
      | ALL SHORTEST      | [2, 2]    | [2]    |
      | SHORTEST 2 PATHS  | [2, 2]    | [2, 3] |
      | SHORTEST 2 GROUPS | [2, 2, 3] | [2, 3] |
      | SHORTEST GROUP    | [2, 2]    | [2]    |
      | ALL PATHS         | [2, 2, 3] | [2, 3] |
      | ANY 5             | [2, 2, 3] | [2, 3] |

  Scenario: What the pattern demands is asked before a path is chosen, WHERE behind it after
    When executing query:
      """
      MATCH t = SHORTEST 1 (:Ministry) ((x)-[r:FUNDS]->(y) WHERE r.yen <> 20)+ (:Programme {n: 'q'})
      WITH length(t) AS before
      OPTIONAL MATCH t = SHORTEST 1 (:Ministry)-[r:FUNDS]->+(:Programme {n: 'q'}) WHERE none(v IN r WHERE v.yen = 20)
      RETURN before, t AS after
      """
    Then the result should be, in any order:
      | before | after |
      | 3      | null  |

  Scenario: Parentheses around the whole path hold a condition on all of it
    When executing query:
      """
      MATCH t = SHORTEST 1 ((:Ministry)-[r:FUNDS]->+(e:Programme) WHERE size(r) > 2) RETURN [n IN nodes(t) | n.n] AS nodes
      """
    Then the result should be, in any order:
      | nodes                |
      | ['m', 'a', 'b', 'p'] |
      | ['m', 'a', 'b', 'q'] |

  Scenario: An acyclic path meets no node twice
    When executing query:
      """
      MATCH t = ACYCLIC (:Ministry)-->{4}(e) RETURN t
      """
    Then the result should be, in any order:
      | t |

  Scenario: A simple path may end where it began
    When executing query:
      """
      MATCH t = SIMPLE (:Ministry)-->{4}(e) RETURN [n IN nodes(t) | n.n] AS nodes
      """
    Then the result should be, in any order:
      | nodes                     |
      | ['m', 'a', 'b', 'p', 'm'] |
      | ['m', 'a', 'b', 'q', 'm'] |

  Scenario: A shortest path keeps to conditions on its nodes and relationships
    When executing query:
      """
      MATCH (x:Ministry), (y {n: 'q'})
      MATCH t = shortestPath((x)-[r:FUNDS*]->(y)) WHERE none(v IN r WHERE v.yen = 20) AND all(n IN nodes(t) WHERE n.rank > 0)
      RETURN [n IN nodes(t) | n.n] AS nodes
      """
    Then the result should be, in any order:
      | nodes                |
      | ['m', 'a', 'b', 'q'] |

  Scenario: A quantified path pattern in EXISTS and COUNT
    When executing query:
      """
      MATCH (a:Agency) WHERE EXISTS { (a) ((x)-[:FUNDS]->(y)){2} (:Programme) }
      RETURN a.n AS a, COUNT { (a) ((x)-->(y)){1,2} (:Programme) } AS n
      """
    Then the result should be, in any order:
      | a   | n |
      | 'a' | 3 |

  Scenario Outline: What cannot be is refused
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query                                                                        | detail               |
      | MATCH ((a)-->(b)){3,1} RETURN a                                              | InvalidQuantifier    |
      | MATCH ((a)-->(b)){0} RETURN a                                                | InvalidQuantifier    |
      | MATCH (a)-->{0,0}(b) RETURN a                                                | InvalidQuantifier    |
      | MATCH (a) ((a)-->(b))+ RETURN a                                              | VariableAlreadyBound |
      | MATCH ((a)-->(b))+ (a) RETURN a                                              | VariableAlreadyBound |
      | MATCH ((a)-->(b))+ (c)-->(a) RETURN a                                        | VariableTypeConflict |
      | MATCH ((a)-->(b))+ ((a)-->(c))+ RETURN a                                     | VariableAlreadyBound |
      | MATCH (a) MATCH ((a)-->(b))+ RETURN b                                        | VariableAlreadyBound |
      | MATCH ((a)-[r]->(b))+ (c)-[r]->(d) RETURN a                                  | RelationshipUniquenessViolation |
      | MATCH (x) ((a)-->(b) WHERE a.n = x.n)+ RETURN a                              | UnsupportedFeature   |
      | MATCH ((a)-->(b) WHERE a.n = x.n)+ (x) RETURN a                              | UnsupportedFeature   |
      | MATCH (((a)-->(b))+ (c)){2} RETURN a                                         | UnsupportedFeature   |
      | MATCH ((a)-[*]->(b)){2} RETURN a                                             | UnsupportedFeature   |
      | MATCH SHORTEST 1 (a)-->+(b), (c) RETURN a                                    | UnsupportedFeature   |
      | MATCH ()-[r]->() MATCH SHORTEST 1 (a)-[r]->(b)-->+(c) RETURN a               | UnsupportedFeature   |
      | MATCH WALK (a)-->+(b) RETURN a                                               | UnsupportedFeature   |
      | MATCH (a)(b) RETURN a                                                        | UnexpectedSyntax     |
      | MATCH (a)-[r:FUNDS WHERE r.yen > a.rank]->+(b) RETURN a                      | InvalidArgumentType  |
      | MATCH (a)-[:FUNDS* WHERE b.rank > 1]->(b) RETURN a                           | InvalidArgumentType  |
      | MATCH p = ((p)-->(b))+ RETURN p                                              | VariableAlreadyBound |

  Scenario: Both ends may be one node, and a path may be a single node
    When executing query:
      """
      MATCH t = ALL SHORTEST (x:Ministry)-->+(x) WITH collect(length(t)) AS lengths
      MATCH t = ANY (y:Ministry) WITH lengths, length(t) AS still
      MATCH t = SHORTEST 1 (x:Ministry) ((u)-->(v)) (w)-->+(x)
      RETURN lengths, still, length(t) AS through, v = w AS joined
      """
    Then the result should be, in any order:
      | lengths   | still | through | joined |
      | [3, 3, 3] | 0     | 3       | true   |

  Scenario: A node inside the path may be given
    When executing query:
      """
      MATCH (given {n: 'b'})
      MATCH t = SHORTEST 1 (:Ministry)-->+(given)-[:FUNDS]->+(e)
      RETURN [n IN nodes(t) | n.n] AS nodes
      """
    Then the result should be, in any order:
      | nodes           |
      | ['m', 'b', 'p'] |
      | ['m', 'b', 'q'] |

  Scenario: Conditions of OPTIONAL MATCH on a path with a selector
    When executing query:
      """
      MATCH (p:Programme)
      OPTIONAL MATCH t = SHORTEST 1 (p)-[:FUNDS]->+(e)
      RETURN p.n AS p, t
      """
    Then the result should be, in any order:
      | p   | t    |
      | 'p' | null |
      | 'q' | null |
