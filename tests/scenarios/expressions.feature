Feature: Expressions

  Scenario Outline: Null is no answer, neither true nor false
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                   | answer |
      | null = null                  | null   |
      | null <> 1                    | null   |
      | null IS NULL                 | true   |
      | null OR true                 | true   |
      | null AND false               | false  |
      | NOT null                     | null   |
      | 1 IN [2, null]               | null   |
      | 1 IN [1, null]               | true   |
      | [1, null] = [1, 2]           | null   |
      | [1, null] = [2, null]        | false  |
      | 1 < 'a'                      | null   |
      | coalesce(null, 2, 3)         | 2      |
      | 1 < 2 < 3                    | true   |
      | 1 < 3 < 2                    | false  |

  Scenario Outline: Arithmetic is exact or an error
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                       | answer               |
      | 7 / 2                            | 3                    |
      | -7 / 2                           | -3                   |
      | 7 % -3                           | 1                    |
      | 7.0 / 2                          | 3.5                  |
      | 2 ^ 3                            | 8.0                  |
      | -3 ^ 2                           | 9.0                  |
      | 9007199254740993 = 9007199254740992.0 | false           |
      | -9223372036854775808             | -9223372036854775808 |
      | 0x10 + 0o10                      | 24                   |
      | 1 + 2 * 3 - 4                    | 3                    |
      | 'a' + 1                          | 'a1'                 |
      | [1] + 2 + [3]                    | [1, 2, 3]            |

  Scenario: Overflow is never wrapped
    Given an empty graph
    When executing query:
      """
      UNWIND [9223372036854775807] AS x RETURN x + 1
      """
    Then a ArithmeticError should be raised at runtime: IntegerOverflow

  Scenario Outline: Text is counted in characters
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                       | answer           |
      | size('経産省')                   | 3                |
      | substring('経産省', 1, 1)        | '産'             |
      | left('日本', 1)                  | '日'             |
      | toUpper('é')                     | 'É'              |
      | split('a,b,,c', ',')             | ['a', 'b', '', 'c'] |
      | replace('aaa', 'a', 'b')         | 'bbb'            |
      | trim('  a ')                     | 'a'              |
      | trim('　 東京 　')               | '東京'           |
      | reverse('ab')                    | 'ba'             |
      | 'METI' =~ 'M.T.'                 | true             |
      | 'METI' =~ 'M'                    | false            |
      | 'METI' CONTAINS 'ET'             | true             |
      | 'METI' ENDS WITH 'TI'            | true             |

  Scenario Outline: Lists
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                                   | answer       |
      | [1, 2, 3][0]                                 | 1            |
      | [1, 2, 3][-1]                                | 3            |
      | [1, 2, 3][5]                                 | null         |
      | [1, 2, 3][1..]                               | [2, 3]       |
      | [1, 2, 3][..-1]                              | [1, 2]       |
      | range(1, 7, 3)                               | [1, 4, 7]    |
      | [x IN [1, 2, 3] WHERE x > 1 \| x * 10]       | [20, 30]     |
      | reduce(s = 0, x IN [1, 2, 3] \| s + x)       | 6            |
      | all(x IN [1, 2] WHERE x > 0)                 | true         |
      | none(x IN [1, null] WHERE x > 1)             | null         |
      | single(x IN [1, 2] WHERE x = 1)              | true         |

  Scenario: CASE in both forms
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      RETURN CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS simple, CASE WHEN x > 2 THEN 'big' ELSE 'small' END AS searched
      """
    Then the result should be, in any order:
      | simple | searched |
      | 'one'  | 'small'  |
      | 'two'  | 'small'  |
      | null   | 'big'    |

  Scenario: Maps are read by key, projected and never lose an entry
    Given an empty graph
    And having executed:
      """
      CREATE (:A {name: 'n', v: 1})
      """
    When executing query:
      """
      MATCH (a:A) WITH a, {k: {l: [1, 2]}} AS m
      RETURN m.k.l[1] AS deep, m['k'].l[0] AS dynamic, m.nothing AS nothing, a {.name, twice: a.v * 2} AS projected, keys(m) AS keys
      """
    Then the result should be, in any order:
      | deep | dynamic | nothing | projected              | keys  |
      | 2    | 1       | null    | {name: 'n', twice: 2}  | ['k'] |

  Scenario: Dates compare and are their ISO text
    Given an empty graph
    When executing query:
      """
      RETURN date('2021-07-01') < date('2021-07-02') AS before, date('2021-07-01') + duration('P1M') AS later
      """
    Then the result should be, in any order:
      | before | later        |
      | true   | '2021-08-01' |

  Scenario Outline: What cannot be meant is refused before anything runs
    Given an empty graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query                                      | detail                  |
      | RETURN exists(1)                           | InvalidArgumentExpression |
      | RETURN x                                   | UndefinedVariable       |
      | RETURN 1 +                                 | UnexpectedSyntax        |
      | RETURN nosuchfunction(1)                   | UnknownFunction         |
      | MATCH (n) RETURN count(count(n))           | NestedAggregation       |
      | MATCH (n)-[n]->() RETURN n                 | VariableTypeConflict    |
      | RETURN 9223372036854775808                 | IntegerOverflow         |
      | MATCH (n) WHERE count(n) > 1 RETURN n      | InvalidAggregation      |
      | RETURN 1 AS a, 2 AS a                      | ColumnNameConflict      |
      | RETURN 1 LIMIT -1                          | NegativeIntegerArgument |

  Scenario Outline: NaN and Infinity are numbers where no variable has the name
    Given an empty graph
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | answer   |
      | <answer> |

    Examples:
      | query                                        | answer |
      | RETURN NaN AS answer                         | NaN    |
      | WITH NaN AS x RETURN x = x AS answer         | false  |
      | WITH nan RETURN nan <> nan AS answer         | true   |
      | WITH inf AS x, count(*) AS c RETURN x > c AS answer | true   |
      | WITH inf, count(*) AS c RETURN inf > c AS answer | true   |
      | WITH 1 AS nan RETURN nan AS answer           | 1      |
      | WITH DISTINCT nan AS x ORDER BY nan RETURN x AS answer | NaN    |

  Scenario: What is null for certain may stand wherever null may
    Given an empty graph
    When executing query:
      """
      RETURN date(null + null) AS a, size(null + 1) AS b, [x IN null * 2 | x] AS c, null - 1 AS d
      """
    Then the result should be, in any order:
      | a    | b    | c    | d    |
      | null | null | null | null |
