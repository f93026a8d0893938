Feature: Cypher as other systems and other ages write it

  Scenario Outline: The simple CASE takes conditions about its operand
    Given an empty graph
    When executing query:
      """
      RETURN CASE <operand> <whens> ELSE 'no' END AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | operand | whens                                                        | answer  |
      | 5       | WHEN > 9 THEN 'big' WHEN > 3 THEN 'middle'                   | 'middle' |
      | 5       | WHEN 1, 2 THEN 'few' WHEN 4, 5 THEN 'some'                   | 'some'  |
      | 5       | WHEN < 0, > 4 THEN 'out' WHEN 5 THEN 'five'                  | 'out'   |
      | 2 + 3   | WHEN = 5 THEN 'five'                                         | 'five'  |
      | 'abc'   | WHEN STARTS WITH 'b' THEN 'b' WHEN =~ '.*c' THEN 'c'         | 'c'     |
      | null    | WHEN null THEN 'equal' WHEN IS NULL THEN 'null'              | 'null'  |
      | null    | WHEN > 1 THEN 'more' WHEN <> 1 THEN 'other'                  | 'no'    |
      | 1       | WHEN IN [1, 2] THEN 'in'                                     | 'in'    |
      | 1.5     | WHEN IS :: INTEGER THEN 'whole' WHEN IS NOT :: STRING THEN 'number' | 'number' |
      | true    | WHEN false OR true THEN 'or' WHEN > false THEN 'more'        | 'or'    |
      | 3       | WHEN > 2 THEN CASE 4 WHEN > 3 THEN 'both' END                | 'both'  |

  Scenario: The operand of CASE is computed once
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 100) AS i
      WITH CASE rand() WHEN < 0.5 THEN 'low' WHEN >= 0.5 THEN 'high' END AS x
      RETURN count(x) AS n
      """
    Then the result should be, in any order:
      | n   |
      | 100 |

  Scenario: An aggregate may be the operand of CASE
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x RETURN CASE count(x) WHEN > 2 THEN 'many' ELSE 'few' END AS n
      """
    Then the result should be, in any order:
      | n      |
      | 'many' |

  Scenario Outline: The type of a value can be asked for
    Given an empty graph
    When executing query:
      """
      RETURN <question> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | question                                          | answer |
      | 1 IS :: INTEGER                                   | true   |
      | 1 IS TYPED INT                                    | true   |
      | 1 :: SIGNED INTEGER                               | true   |
      | 1 IS :: FLOAT                                     | false  |
      | 1 IS NOT :: FLOAT                                 | true   |
      | 1 IS NOT TYPED INTEGER                            | false  |
      | null IS :: INTEGER                                | true   |
      | null IS :: INTEGER NOT NULL                       | false  |
      | null IS NOT :: INTEGER                            | false  |
      | null IS :: NULL                                   | true   |
      | 1 IS :: NULL                                      | false  |
      | null IS :: NOTHING                                | false  |
      | 'a' IS :: INTEGER \| STRING                       | true   |
      | 1.5 IS :: INTEGER \| STRING                       | false  |
      | null IS :: INTEGER NOT NULL \| FLOAT NOT NULL     | false  |
      | [1, 2] IS :: LIST<INTEGER>                        | true   |
      | [1, 'a'] IS :: LIST<INTEGER>                      | false  |
      | [1, 'a'] IS :: LIST<INTEGER \| STRING>            | true   |
      | [1, null] IS :: LIST<INTEGER NOT NULL>            | false  |
      | [1, null] IS :: LIST<INTEGER>                     | true   |
      | [] IS :: LIST<STRING>                             | true   |
      | [[1], [2]] IS :: LIST<LIST<INTEGER>>              | true   |
      | [1] IS :: INTEGER LIST NOT NULL                   | true   |
      | {a: 1} IS :: MAP                                  | true   |
      | date('2021-01-01') IS :: DATE                     | true   |
      | localtime('12:00') IS :: TIME WITHOUT TIME ZONE   | true   |
      | time('12:00Z') IS :: ZONED TIME                   | true   |
      | datetime('2021-01-01T00:00Z') IS :: TIMESTAMP WITH TIME ZONE | true |
      | localdatetime('2021-01-01T00:00') IS :: ZONED DATETIME | false |
      | duration('P1D') IS :: DURATION                    | true   |
      | 1 IS :: ANY                                       | true   |
      | [1, 2] IS :: PROPERTY VALUE                       | true   |
      | {a: 1} IS :: PROPERTY VALUE                       | false  |
      | 1 + 1 IS :: INTEGER AND true                      | true   |
      | NOT 1 IS :: STRING                                | true   |
      | [x IN [1, 'a'] WHERE x IS :: STRING \| x] = ['a'] | true   |

  Scenario: A node, a relationship and a path have types too
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:T]->(:B)
      """
    When executing query:
      """
      MATCH p = (a:A)-[r]->() WHERE a IS :: NODE AND a:A
      RETURN a IS :: RELATIONSHIP AS x, r IS :: EDGE AS y, p IS :: PATH NOT NULL AS z, a.x IS :: STRING AS w
      """
    Then the result should be, in any order:
      | x     | y    | z    | w    |
      | false | true | true | true |

  Scenario Outline: Types are told by their names
    Given an empty graph
    When executing query:
      """
      RETURN valueType(<value>) AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | value            | answer                                       |
      | 1                | 'INTEGER NOT NULL'                           |
      | null             | 'NULL'                                       |
      | [1, 2]           | 'LIST<INTEGER NOT NULL> NOT NULL'            |
      | [1, 'a', null]   | 'LIST<STRING \| INTEGER> NOT NULL'           |
      | []               | 'LIST<NOTHING> NOT NULL'                     |
      | [null]           | 'LIST<NULL> NOT NULL'                        |
      | [[1], ['a']]     | 'LIST<LIST<INTEGER NOT NULL> NOT NULL \| LIST<STRING NOT NULL> NOT NULL> NOT NULL' |
      | {a: 1}           | 'MAP NOT NULL'                               |
      | time('12:00Z')   | 'ZONED TIME NOT NULL'                        |

  Scenario Outline: Texts are trimmed, normalized and cut
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                              | answer          |
      | trim(BOTH 'x' FROM 'xxaxx')             | 'a'             |
      | trim(LEADING 'x' FROM 'xxax')           | 'ax'            |
      | trim(trailing 'x' from 'xaxx')          | 'xa'            |
      | trim('x' FROM 'xax')                    | 'a'             |
      | trim(BOTH FROM '  a ')                  | 'a'             |
      | trim(FROM '  a ')                       | 'a'             |
      | trim(BOTH null FROM 'a')                | null            |
      | btrim('xyaxy', 'yx')                    | 'a'             |
      | ltrim('省省エ', '省')                   | 'エ'            |
      | rtrim('aaa', 'a')                       | ''              |
      | normalize('e\u0301') = '\u00e9'         | true            |
      | normalize('ﬁ', NFKC)                    | 'fi'            |
      | normalize('ﬁ', 'nfc')                   | 'ﬁ'             |
      | 'e\u0301' IS NORMALIZED                 | false           |
      | 'e\u0301' IS NFD NORMALIZED             | true            |
      | 'a' IS NOT NFKD NORMALIZED              | false           |
      | null IS NORMALIZED                      | null            |
      | split('a,b;c', [',', ';'])              | ['a', 'b', 'c'] |
      | split('a->b-c', ['-', '->'])            | ['a', 'b', 'c'] |
      | split('abc', [])                        | ['abc']         |

  Scenario: A variable may be named like the words of trim
    Given an empty graph
    When executing query:
      """
      WITH ' a ' AS both, ' b ' AS from RETURN trim(both) AS x, trim(from) AS y, trim(both + from) AS z
      """
    Then the result should be, in any order:
      | x   | y   | z        |
      | 'a' | 'b' | 'a  b'   |

  Scenario Outline: Functions of later and earlier days
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                                   | answer                |
      | toIntegerList(['1', 2.9, 'x', null, [1]])    | [1, 2, null, null, null] |
      | toFloatList(null)                            | null                  |
      | toStringList([1, true, {a: 1}])              | ['1', 'true', null]   |
      | toBooleanList(['true', 'x'])                 | [true, null]          |
      | coll.sort([3, 1, null, 2])                   | [1, 2, 3, null]       |
      | coll.distinct([1, 1.0, null, null, 'a'])     | [1, null, 'a']        |
      | coll.flatten([1, [2, [3]]], -1)              | [1, 2, 3]             |
      | coll.flatten([1, [2, [3]]], 0)               | [1, [2, [3]]]         |
      | coll.indexOf([1, 2, 1], 3)                   | -1                    |
      | coll.indexOf([1, null], null)                | null                  |
      | coll.insert([1], 1, 2)                       | [1, 2]                |
      | coll.remove([1, 2, 3], 0)                    | [2, 3]                |
      | coll.max([])                                 | null                  |
      | coll.min([2, null, 1])                       | 1                     |
      | allReduce(s = 0, x IN [1, 2, 3] \| s + x, s < 7)  | true             |
      | allReduce(s = 0, x IN [1, 2, 3] \| s + x, s < 6)  | false            |
      | allReduce(s = 0, x IN [] \| s + x, s < 0)         | true             |
      | allReduce(s = 0, x IN null \| s + x, s < 0)       | null             |
      | allReduce(s = 0, x IN [1, null] \| s + x, s < 9)  | null             |
      | toString(NaN)                                | 'NaN'                 |
      | toString(-Infinity)                          | '-Infinity'           |
      | 1 < inf                                      | true                  |
      | timestamp() = datetime().epochMillis         | true                  |

  Scenario: NaN may be the name of a variable
    Given an empty graph
    When executing query:
      """
      WITH 1 AS nan RETURN nan + 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 2 |

  Scenario: FILTER, LET and ORDER BY stand alone
    Given an empty graph
    When executing query:
      """
      UNWIND [3, 1, 2, 5] AS x
      LET y = x * 2, z = 'n' + x
      FILTER y > 2
      ORDER BY y DESC SKIP 1
      LIMIT 2
      FILTER WHERE x <> 9
      RETURN x, y, z
      """
    Then the result should be, in order:
      | x | y | z    |
      | 3 | 6 | 'n3' |
      | 2 | 4 | 'n2' |

  Scenario: FILTER, LET and ORDER BY work inside of a subquery
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL (x) { LET y = x + 1 FILTER y > 2 RETURN y }
      CALL { LET z = 10 RETURN z }
      RETURN x, y, z
      """
    Then the result should be, in any order:
      | x | y | z  |
      | 2 | 3 | 10 |

  Scenario: LET declares no name twice
    Given an empty graph
    When executing query:
      """
      WITH 1 AS x LET x = 2 RETURN x
      """
    Then a SyntaxError should be raised at compile time: ColumnNameConflict

  Scenario: LET groups nothing
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x LET n = count(*) RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation

  Scenario: NEXT goes on from a RETURN
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x RETURN x, x * 2 AS y ORDER BY x DESC LIMIT 2
      NEXT
      RETURN sum(y) AS total, count(*) AS n
      NEXT
      FILTER n = 2
      RETURN total
      """
    Then the result should be, in any order:
      | total |
      | 10    |

  Scenario: What NEXT does not see is gone
    Given an empty graph
    When executing query:
      """
      WITH 1 AS x, 2 AS y RETURN x NEXT RETURN y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

  Scenario: NEXT beside UNION is refused
    Given an empty graph
    When executing query:
      """
      RETURN 1 AS x UNION RETURN 2 AS x NEXT RETURN x
      """
    Then a SyntaxError should be raised at compile time: UnsupportedFeature

  Scenario: FINISH ends a query without an answer
    Given an empty graph
    When executing query:
      """
      CREATE (:A) FINISH
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 1 |

  Scenario: FINISH in a subquery lets every row pass once
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL (x) { CREATE (:A {x: x}) CREATE (:B) FINISH } RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
    And the side effects should be:
      | +nodes      | 4 |
      | +labels     | 2 |
      | +properties | 2 |

  Scenario: Nothing comes after FINISH
    Given an empty graph
    When executing query:
      """
      MATCH (n) FINISH RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition

  Scenario: INSERT and NODETACH DELETE are CREATE and DELETE
    Given an empty graph
    When executing query:
      """
      INSERT (a:A&B {n: 1})-[:T]->(c IS C) WITH c INSERT (d) NODETACH DELETE d
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 1 |
      | +labels        | 3 |
      | +properties    | 1 |

  Scenario: OPTIONAL CALL keeps rows without an answer
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      OPTIONAL CALL (x) { UNWIND range(2, x) AS y RETURN y }
      OPTIONAL CALL { RETURN 5 AS z }
      RETURN x, y, z
      """
    Then the result should be, in any order:
      | x | y    | z |
      | 1 | null | 5 |
      | 2 | 2    | 5 |

  Scenario: What OPTIONAL CALL gives a new name keeps its old one
    Given an empty graph
    And having executed:
      """
      CREATE (a:X {id: 'a1'}) WITH a UNWIND [0, 1, 0, 1] AS x CREATE (a)-[:R]->(:Y {x: x})
      """
    When executing query:
      """
      MATCH (a:X)-[:R]->(c)
      OPTIONAL CALL (a, c) { WITH a, c WHERE c.x = 1 RETURN a AS b }
      RETURN a.id, b.id, c.x
      """
    Then the result should be, in any order:
      | a.id | b.id | c.x |
      | 'a1' | null | 0   |
      | 'a1' | null | 0   |
      | 'a1' | 'a1' | 1   |
      | 'a1' | 'a1' | 1   |

  Scenario: Rows of OPTIONAL CALL are the same when they are sorted and when they are counted
    Given an empty graph
    And having executed:
      """
      CREATE (a:X {id: 'a1'}) WITH a UNWIND [0, 1, 0, 1] AS x CREATE (a)-[:R]->(:Y {x: x})
      """
    When executing query:
      """
      CALL {
        MATCH (a:X)-[:R]->(c)
        OPTIONAL CALL (a, c) { WITH a, c WHERE c.x = 1 RETURN a AS b }
        RETURN count(b) AS named, count(a) AS rows
      }
      MATCH (a:X)-[:R]->(c)
      OPTIONAL CALL (*) { WITH a, c WHERE c.x = 1 RETURN a AS b }
      RETURN named, rows, a.id, b.id ORDER BY c.x
      """
    Then the result should be, in order:
      | named | rows | a.id | b.id |
      | 2     | 4    | 'a1' | null |
      | 2     | 4    | 'a1' | null |
      | 2     | 4    | 'a1' | 'a1' |
      | 2     | 4    | 'a1' | 'a1' |

  Scenario: OPTIONAL CALL of a procedure
    Given an empty graph
    And there exists a procedure test.my.proc(in :: INTEGER) :: (out :: STRING):
      | in | out |
      | 1  | 'a' |
    When executing query:
      """
      UNWIND [1, 2] AS x OPTIONAL CALL test.my.proc(x) YIELD out AS o RETURN x, o
      """
    Then the result should be, in any order:
      | x | o    |
      | 1 | 'a'  |
      | 2 | null |

  Scenario Outline: Settings that say how to run change nothing
    Given an empty graph
    When executing query:
      """
      <settings> RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |

    Examples:
      | settings                                 |
      | CYPHER 5                                 |
      | cypher 25                                |
      | CYPHER 4.4                               |
      | CYPHER runtime=parallel                  |
      | CYPHER 5 planner=cost runtime = slotted  |
      | :auto                                    |

  Scenario: A map projection with an aggregate is grouped by what it projects
    Given an empty graph
    And having executed:
      """
      CREATE (a:M {t: 'a'})<-[:IN]-({n: 1}), (a)<-[:IN]-({n: 2}), (:M {t: 'a'})<-[:IN]-({n: 3})
      """
    When executing query:
      """
      MATCH (m:M)<-[:IN]-(p) RETURN m {.t, sum: sum(p.n)} AS m ORDER BY m.sum
      """
    Then the result should be, in order:
      | m                 |
      | {t: 'a', sum: 3}  |
      | {t: 'a', sum: 3}  |

  Scenario: A property can be named by an expression
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1, y: 2})
      """
    When executing query:
      """
      MATCH (a:A) UNWIND ['z', 'w'] AS k SET a[k] = k + '!' REMOVE a['x'], a.y RETURN DISTINCT properties(a) AS p
      """
    Then the result should be, in any order:
      | p                    |
      | {z: 'z!', w: 'w!'}   |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 2 |

  Scenario: The key of a property is a string
    Given an empty graph
    When executing query:
      """
      CREATE (a:A) SET a[1] = 2
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType

  Scenario: A label is set with IS
    Given an empty graph
    When executing query:
      """
      CREATE (a:A) SET a IS B REMOVE a IS A RETURN labels(a) AS l
      """
    Then the result should be, in any order:
      | l     |
      | ['B'] |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 1 |

  Scenario Outline: What is not here is refused by its name
    Given an empty graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query                                     | detail             |
      | USE other MATCH (n) RETURN n              | UnsupportedFeature |
      | START n=node(1) RETURN n                  | UnsupportedFeature |
      | SELECT 1                                  | UnsupportedFeature |
      | CYPHER flavour=vanilla RETURN 1           | UnsupportedFeature |
      | :use other                                | UnsupportedFeature |
      | RETURN apoc.text.join(['a'], ',')         | UnknownFunction    |
      | RETURN point({x: 1, y: 2})                | UnknownFunction    |
      | MATCH (n {name: {name}}) RETURN n         | UnexpectedSyntax   |
      | MATCH (n) RETURN n WHERE n.x = 1          | UnexpectedSyntax   |
      | MATCH (n) WHERE any(x IN n.list) RETURN n | UnexpectedSyntax   |
      | RETURN 1 IS :: NUMBER                     | UnexpectedSyntax   |
      | RETURN 1 IS :: INTEGER \| FLOAT NOT NULL  | UnexpectedSyntax   |
      | RETURN CASE WHEN > 1 THEN 2 END           | UnexpectedSyntax   |
      | MATCH (n) RETURN n LIMIT 1 ORDER BY n     | UnexpectedSyntax   |
