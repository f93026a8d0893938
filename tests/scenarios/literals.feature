Feature: Values as they are written

  Scenario Outline: Numbers, texts, lists and maps mean what they say
    Given any graph
    When executing query:
      """
      RETURN <literal> AS x
      """
    Then the result should be, in any order:
      | x       |
      | <value> |

    Examples:
      | literal                      | value                        |
      | 0                            | 0                            |
      | -0                           | 0                            |
      | 1                            | 1                            |
      | -1                           | -1                           |
      | +7                           | 7                            |
      | --7                          | 7                            |
      | - 7                          | -7                           |
      | 9223372036854775807          | 9223372036854775807          |
      | -9223372036854775808         | -9223372036854775808         |
      | 0x0                          | 0                            |
      | 0x1                          | 1                            |
      | -0x1                         | -1                           |
      | 0xff                         | 255                          |
      | 0xFF                         | 255                          |
      | 0xaBcDeF                     | 11259375                     |
      | 0x7FFFFFFFFFFFFFFF           | 9223372036854775807          |
      | -0x8000000000000000          | -9223372036854775808         |
      | 0x00000000000000000001       | 1                            |
      | 0o0                          | 0                            |
      | 0o7                          | 7                            |
      | -0o17                        | -15                          |
      | 0o777777777777777777777      | 9223372036854775807          |
      | -0o1000000000000000000000    | -9223372036854775808         |
      | 0.0                          | 0.0                          |
      | 1.0                          | 1.0                          |
      | -1.5                         | -1.5                         |
      | .5                           | 0.5                          |
      | -.5                          | -0.5                         |
      | .000001                      | 0.000001                     |
      | 1e9                          | 1000000000.0                 |
      | 1E9                          | 1000000000.0                 |
      | 1e+2                         | 100.0                        |
      | 1e-2                         | 0.01                         |
      | .1e1                         | 1.0                          |
      | -.1E-1                       | -0.01                        |
      | 1.5e300                      | 1.5e300                      |
      | 1e-400                       | 0.0                          |
      | 1.7976931348623157e308       | 1.7976931348623157e308       |
      | 126354186.4586               | 126354186.4586               |
      | true                         | true                         |
      | TRUE                         | true                         |
      | TrUe                         | true                         |
      | false                        | false                        |
      | FaLsE                        | false                        |
      | null                         | null                         |
      | NULL                         | null                         |
      | Null                         | null                         |
      | ''                           | ''                           |
      | ""                           | ''                           |
      | 'a'                          | 'a'                          |
      | "a"                          | 'a'                          |
      | "it's"                       | 'it\\'s'                     |
      | 'say "hi"'                   | 'say "hi"'                   |
      | 'it\\'s'                     | 'it\\'s'                     |
      | "a\\"b"                      | 'a"b'                        |
      | 'a\\\\b'                     | 'a\\\\b'                     |
      | '\\t' = '	'                | true                         |
      | size('\\n')                  | 1                            |
      | size('\\\\n')                | 2                            |
      | size('\\b\\f\\r')            | 3                            |
      | '\\u0041'                    | 'A'                          |
      | '\\u00e9' = 'é'              | true                         |
      | '\\u7701\\u30A8' = '省エ'    | true                         |
      | '\\uD83D\\uDE00' = '😀'      | true                         |
      | '\\U0001F600' = '😀'         | true                         |
      | size('\\U0001F600')          | 1                            |
      | '日本語'                     | '日本語'                     |
      | '// no comment'              | '// no comment'              |
      | '/* no comment */'           | '/* no comment */'           |
      | '$param'                     | '$param'                     |
      | '`'                          | '`'                          |
      | []                           | []                           |
      | [ ]                          | []                           |
      | [[]]                         | [[]]                         |
      | [[], [[]], [[], []]]         | [[], [[]], [[], []]]         |
      | [null]                       | [null]                       |
      | [1, 'a', 1.5, true, null]    | [1, 'a', 1.5, true, null]    |
      | [ 1,2 , 3 ]                  | [1, 2, 3]                    |
      | [-1, +1]                     | [-1, 1]                      |
      | ['[', ']', ',']              | ['[', ']', ',']              |
      | [{}]                         | [{}]                         |
      | {}                           | {}                           |
      | { }                          | {}                           |
      | {a: 1}                       | {a: 1}                       |
      | {a:1}                        | {a: 1}                       |
      | { a : 1 , b : 2 }            | {a: 1, b: 2}                 |
      | {a: null}                    | {a: null}                    |
      | {a: {b: {c: [1, {d: 2}]}}}   | {a: {b: {c: [1, {d: 2}]}}}   |
      | {`a b`: 1}.`a b`             | 1                            |
      | {`a``b`: 1}.`a``b`           | 1                            |
      | {null: 1}.null               | 1                            |
      | {match: 1, RETURN: 2}.RETURN | 2                            |
      | {a1B2: 1}.a1B2               | 1                            |
      | {_a: 1}._a                   | 1                            |
      | {A: 1, a: 2}.a               | 2                            |
      | {ä: 1}.ä                     | 1                            |
      | 1.0e0                        | 1.0                          |
      | 1 /* a comment */ + 1        | 2                            |
      | /* a */ 1 /* b */            | 1                            |
      | 1 /**/                       | 1                            |
      | 7 /* * / */ - 1              | 6                            |

  Scenario Outline: What is no number or text
    Given any graph
    When executing query:
      """
      RETURN <literal> AS x
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | literal                      | detail                |
      | 9223372036854775808          | IntegerOverflow       |
      | -9223372036854775809         | IntegerOverflow       |
      | 99999999999999999999999999   | IntegerOverflow       |
      | [9223372036854775808]        | IntegerOverflow       |
      | {a: -9223372036854775809}    | IntegerOverflow       |
      | 0x8000000000000000           | IntegerOverflow       |
      | -0x8000000000000001          | IntegerOverflow       |
      | 0xFFFFFFFFFFFFFFFFF          | IntegerOverflow       |
      | 0o1000000000000000000000     | IntegerOverflow       |
      | -0o1000000000000000000001    | IntegerOverflow       |
      | 1e309                        | FloatingPointOverflow |
      | -1e309                       | FloatingPointOverflow |
      | 1.0e999                      | FloatingPointOverflow |
      | 1.7976931348623159e308       | FloatingPointOverflow |
      | 0x                           | InvalidNumberLiteral  |
      | 0xG                          | InvalidNumberLiteral  |
      | 0x1g                         | InvalidNumberLiteral  |
      | 0x1G2                        | InvalidNumberLiteral  |
      | -0x                          | InvalidNumberLiteral  |
      | 0o                           | InvalidNumberLiteral  |
      | 0o8                          | InvalidNumberLiteral  |
      | 0o18                         | InvalidNumberLiteral  |
      | 0o1a                         | InvalidNumberLiteral  |
      | 12abc                        | InvalidNumberLiteral  |
      | 12a34                        | InvalidNumberLiteral  |
      | 1e                           | InvalidNumberLiteral  |
      | 1.5x                         | InvalidNumberLiteral  |
      | 1#2                          | UnexpectedSyntax      |
      | 1.5#2                        | UnexpectedSyntax      |
      | 0x1#2                        | UnexpectedSyntax      |
      | '\\u'                        | InvalidUnicodeLiteral |
      | '\\uH'                       | InvalidUnicodeLiteral |
      | '\\u12'                      | InvalidUnicodeLiteral |
      | '\\u123g'                    | InvalidUnicodeLiteral |
      | '\\U0000'                    | InvalidUnicodeLiteral |
      | '\\UFFFFFFFF'                | InvalidUnicodeLiteral |
      | '\\uD800'                    | InvalidUnicodeLiteral |
      | {1a: 1}                      | UnexpectedSyntax      |
      | {a#b: 1}                     | UnexpectedSyntax      |
      | {a.b: 1}                     | UnexpectedSyntax      |
      | {a-b: 1}                     | UnexpectedSyntax      |
      | {a b: 1}                     | UnexpectedSyntax      |
      | {a: b}                       | UndefinedVariable     |
      | {a: 1, a}                    | UnexpectedSyntax      |
      | {,}                          | UnexpectedSyntax      |
      | {1}                          | UnexpectedSyntax      |
      | {[]}                         | UnexpectedSyntax      |
      | {{}}                         | UnexpectedSyntax      |
      | {a: {b: 1}                   | UnexpectedSyntax      |
      | {a: 1}}                      | UnexpectedSyntax      |
      | [,]                          | UnexpectedSyntax      |
      | [1,]                         | UnexpectedSyntax      |
      | [[]                          | UnexpectedSyntax      |
      | []]                          | UnexpectedSyntax      |
      | [[],[]                       | UnexpectedSyntax      |
      | ['a' 'b']                    | UnexpectedSyntax      |
      | [1 2]                        | UnexpectedSyntax      |

  Scenario: White space and comments may stand between any two words
    Given any graph
    When executing query:
      """
      /* first */ UNWIND // a list
        [ 1 /* one */ , 2 ]
      AS/**/x WITH    x
      WHERE x>1/*and*/AND/*no*/x<3
      RETURN
        x
        AS
        y // the end
      """
    Then the result should be, in any order:
      | y |
      | 2 |

  Scenario: Words of the language are read in any case
    Given an empty graph
    When executing query:
      """
      cReAtE (n:L {v: 1}) wItH n oPtIoNaL mAtCh (m:L) wHeRe m.v In [1] Or nOt TrUe uNwInD [1] aS x rEtUrN dIsTiNcT cOuNt(*) As c oRdEr By c DeSc SkIp 0 lImIt 1
      """
    Then the result should be, in any order:
      | c |
      | 1 |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: Names of labels, types and keys are read in their own case
    Given an empty graph
    And having executed:
      """
      CREATE (:L {v: 1})-[:T]->(:l {V: 2})
      """
    When executing query:
      """
      MATCH (a:L)-[:T]->(b:l) OPTIONAL MATCH (a)-[r:t]->() RETURN a.v, a.V, b.v, b.V, r
      """
    Then the result should be, in any order:
      | a.v | a.V  | b.v  | b.V | r    |
      | 1   | null | null | 2   | null |
