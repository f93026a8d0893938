Feature: Laws of values: equality, order, null, lists, maps, texts, numbers

  Scenario Outline: Equality
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                              | answer |
      | 1 = 1.0                                 | true   |
      | 1 <> 1.0                                | false  |
      | 0.0 = -0.0                              | true   |
      | 0.0 / 0.0 = 0.0 / 0.0                   | false  |
      | 0.0 / 0.0 <> 0.0 / 0.0                  | true   |
      | 0.0 / 0.0 < 1                           | false  |
      | 0.0 / 0.0 >= 1                          | false  |
      | 1 = '1'                                 | false  |
      | 1 <> '1'                                | true   |
      | true = 1                                | false  |
      | 'a' = 'A'                               | false  |
      | [] = []                                 | true   |
      | [1, 2] = [1, 2]                         | true   |
      | [1, 2] = [2, 1]                         | false  |
      | [1] = [1.0]                             | true   |
      | [1, 2] = [1]                            | false  |
      | [null] = [null]                         | null   |
      | [null] = [1]                            | null   |
      | [null] = [null, 1]                      | false  |
      | [1, null] = ['a', null]                 | false  |
      | [[1], [2, null]] = [[1], [2, 3]]        | null   |
      | [[1], [2, null]] = [[1], [3, null]]     | false  |
      | [1, 2] = 'a'                            | false  |
      | [1] = 1                                 | false  |
      | {} = {}                                 | true   |
      | {a: 1, b: 2} = {b: 2, a: 1}             | true   |
      | {a: 1} = {a: 1.0}                       | true   |
      | {a: 1} = {a: 2}                         | false  |
      | {a: 1} = {b: 1}                         | false  |
      | {a: 1} = {a: 1, b: 1}                   | false  |
      | {a: null} = {a: null}                   | null   |
      | {a: null} = {a: 1}                      | null   |
      | {a: null} = {}                          | false  |
      | {a: null, b: 1} = {a: null, b: 2}       | false  |
      | {a: 1} = null                           | null   |
      | null = null                             | null   |
      | null <> null                            | null   |
      | null = 1                                | null   |
      | [null] = null                           | null   |
      | 9007199254740993 = 9007199254740993.0   | false  |
      | 9223372036854775807 = 9223372036854775807.0 | false |
      | 1 <> 2 <> 3                             | true   |
      | 1 = 1 = true                            | false  |
      | (1 = 1) = true                          | true   |

  Scenario Outline: Order of two values
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                              | answer |
      | 1 < 2                                   | true   |
      | 1 < 1                                   | false  |
      | 1 <= 1                                  | true   |
      | 1 < 1.5                                 | true   |
      | 2 > 1.5                                 | true   |
      | 1 >= 1.0                                | true   |
      | 'a' < 'b'                               | true   |
      | 'a' < 'B'                               | false  |
      | 'a' < 'aa'                              | true   |
      | '' < 'a'                                | true   |
      | '10' < '9'                              | true   |
      | false < true                            | true   |
      | true < true                             | false  |
      | 1 < 'a'                                 | null   |
      | 'a' > 1                                 | null   |
      | true < 1                                | null   |
      | [1] < 1                                 | null   |
      | {a: 1} < {a: 2}                         | null   |
      | null < 1                                | null   |
      | 1 >= null                               | null   |
      | [1] < [2]                               | true   |
      | [1, 2] < [1, 3]                         | true   |
      | [1] < [1, 0]                            | true   |
      | [] < [1]                                | true   |
      | [2] < [1, 9]                            | false  |
      | [1, null] < [2]                         | true   |
      | [null] < [1]                            | null   |
      | [1, null] < [1, 2]                      | null   |
      | [1, 'a'] < [1, 2]                       | null   |
      | [1, 2] >= [1, 2]                        | true   |
      | [1, 2] <= [1, null]                     | null   |
      | date('2020-01-01') < date('2020-01-02') | true   |
      | date('2020-01-01') < '2020-01-02'       | null   |
      | duration('P1D') < duration('P2D')       | null   |
      | 1 < 2 < 3                               | true   |
      | 1 < 3 < 2                               | false  |
      | 3 > 2 >= 2 > 1                          | true   |
      | 1 < null < 3                            | null   |
      | 5 < null < 3                            | null   |
      | 3 < 2 < null                            | false  |
      | 1 < 2 = 2                               | true   |
      | 1 < 2 = true                            | false  |
      | 1 <= 1 <> 2                             | true   |

  Scenario Outline: Three-valued logic
    Given any graph
    When executing query:
      """
      RETURN [<a> AND <b>, <a> OR <b>, <a> XOR <b>, NOT <a>] AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | a     | b     | answer                       |
      | true  | true  | [true, true, false, false]   |
      | true  | false | [false, true, true, false]   |
      | true  | null  | [null, true, null, false]    |
      | false | true  | [false, true, true, true]    |
      | false | false | [false, false, false, true]  |
      | false | null  | [false, null, null, true]    |
      | null  | true  | [null, true, null, null]     |
      | null  | false | [false, null, null, null]    |
      | null  | null  | [null, null, null, null]     |

  Scenario Outline: Which operator binds tighter
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                              | answer   |
      | true OR false AND false                 | true     |
      | (true OR false) AND false               | false    |
      | true XOR true AND false                 | true     |
      | true OR true XOR true                   | true     |
      | (true OR true) XOR true                 | false    |
      | NOT true AND false                      | false    |
      | NOT (true AND false)                    | true     |
      | NOT false OR true                       | true     |
      | NOT NOT true                            | true     |
      | NOT 1 = 2                               | true     |
      | NOT null IS NULL                        | false    |
      | NOT false = true                        | true     |
      | 1 + 2 = 3                               | true     |
      | 1 = 1 AND 2 = 2                         | true     |
      | 4 - 3 - 1                               | 0        |
      | 4 - (3 - 1)                             | 2        |
      | 24 / 4 / 2                              | 3        |
      | 24 / 4 * 2                              | 12       |
      | 7 - 5 % 3                               | 5        |
      | 2 + 3 * 4                               | 14       |
      | (2 + 3) * 4                             | 20       |
      | 2 * 3 ^ 2                               | 18.0     |
      | 2 ^ 3 ^ 2                               | 64.0     |
      | 2 ^ (3 ^ 2)                             | 512.0    |
      | -2 ^ 2                                  | 4.0      |
      | -(2 ^ 2)                                | -4.0     |
      | 2 ^ -1                                  | 0.5      |
      | -3 + 2                                  | -1       |
      | 1 - -1                                  | 2        |
      | 1 - - - 1                               | 0        |
      | 1 IN [1] = true                         | true     |
      | 1 + 1 IN [2]                            | true     |
      | [1] + [2] IN [[1, 2]]                   | true     |
      | [1] + [2] + 3                           | [1, 2, 3] |
      | [1, 2][0] + 1                           | 2        |
      | -[1, 2][1]                              | -2       |
      | {a: 5}.a - 1                            | 4        |
      | [1, 2, 3][1..][0]                       | 2        |
      | {a: [1, {b: 7}]}.a[1].b                 | 7        |
      | 'a' + 'b' STARTS WITH 'a'               | true     |
      | 'ab' CONTAINS 'a' + 'b'                 | true     |
      | NOT 'ab' STARTS WITH 'b'                | true     |
      | 'a' IS NULL OR 'a' IS NOT NULL          | true     |
      | null IS NULL = true                     | true     |
      | 1 = 2 IS NULL                           | false    |
      | (1 = null) IS NULL                      | true     |
      | 1 < 2 AND 2 < 3 OR false                | true     |
      | 10 / 3 * 3 + 10 % 3                     | 10       |
      | 1.5 + 1 * 2                             | 3.5      |
      | CASE WHEN true THEN 1 ELSE 2 END + 1    | 2        |

  Scenario Outline: IN
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                     | answer |
      | 1 IN [1, 2]                    | true   |
      | 3 IN [1, 2]                    | false  |
      | 1 IN []                        | false  |
      | null IN []                     | false  |
      | null IN [1]                    | null   |
      | null IN [null]                 | null   |
      | 1 IN [null]                    | null   |
      | 1 IN null                      | null   |
      | null IN null                   | null   |
      | 1 IN ['1']                     | false  |
      | 1 IN [1.0]                     | true   |
      | [1] IN [1]                     | false  |
      | [1] IN [[1]]                   | true   |
      | [1, 2] IN [[1, null]]          | null   |
      | [1, 2] IN [[1, null], [1, 2]]  | true   |
      | [1, 2] IN [[3, null]]          | false  |
      | [null] IN [[null]]             | null   |
      | [] IN [[]]                     | true   |
      | [] IN [1, []]                  | true   |
      | [] IN [1, 2]                   | false  |
      | [1] IN [null]                  | null   |
      | {a: 1} IN [{a: 1}]             | true   |
      | {a: null} IN [{a: 1}]          | null   |
      | 'a' IN ['b', null, 'a']        | true   |
      | NOT 1 IN [2]                   | true   |
      | 1 IN [2] + [1]                 | true   |
      | 1 IN range(0, 5)               | true   |
      | 1 IN [[1]][0]                  | true   |

  Scenario Outline: Elements and slices of lists
    Given any graph
    When executing query:
      """
      WITH [1, 2, 3, 4, 5] AS l RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression           | answer          |
      | l[0]                 | 1               |
      | l[4]                 | 5               |
      | l[5]                 | null            |
      | l[-1]                | 5               |
      | l[-5]                | 1               |
      | l[-6]                | null            |
      | l[null]              | null            |
      | l[9223372036854775807] | null          |
      | l[-9223372036854775808] | null         |
      | l[1..3]              | [2, 3]          |
      | l[0..0]              | []              |
      | l[3..1]              | []              |
      | l[..2]               | [1, 2]          |
      | l[3..]               | [4, 5]          |
      | l[..]                | [1, 2, 3, 4, 5] |
      | l[-2..]              | [4, 5]          |
      | l[..-2]              | [1, 2, 3]       |
      | l[-3..-1]            | [3, 4]          |
      | l[-1..-3]            | []              |
      | l[1..-1]             | [2, 3, 4]       |
      | l[-100..100]         | [1, 2, 3, 4, 5] |
      | l[7..9]              | []              |
      | l[1..null]           | null            |
      | l[null..1]           | null            |
      | l[null..null]        | null            |
      | l[..null]            | null            |
      | l[null..]            | null            |
      | null[0]              | null            |
      | null[0..1]           | null            |
      | [null][0]            | null            |
      | [][0]                | null            |
      | [][0..1]             | []              |
      | size(l)              | 5               |
      | size([])             | 0               |
      | size([null])         | 1               |
      | size([[], []] + [[]]) | 3              |
      | size(null)           | null            |
      | head(l)              | 1               |
      | last(l)              | 5               |
      | tail(l)              | [2, 3, 4, 5]    |
      | head([])             | null            |
      | last([])             | null            |
      | tail([])             | []              |
      | tail([1])            | []              |
      | head(null)           | null            |
      | last(null)           | null            |
      | tail(null)           | null            |
      | head([null, 1])      | null            |
      | reverse(l)           | [5, 4, 3, 2, 1] |
      | reverse([])          | []              |
      | reverse(null)        | null            |
      | reverse([1, [2, 3]]) | [[2, 3], 1]     |
      | l + 6                | [1, 2, 3, 4, 5, 6] |
      | 0 + l                | [0, 1, 2, 3, 4, 5] |
      | [1] + [[2]]          | [1, [2]]        |
      | [] + []              | []              |
      | [1] + null           | null            |
      | null + [1]           | null            |
      | [null] + [null]      | [null, null]    |
      | 'a' + [1]            | ['a', 1]        |
      | [1] + 'a'            | [1, 'a']        |
      | [true] + false       | [true, false]   |
      | [1] + {a: 1}         | [1, {a: 1}]     |
      | range(0, 3)          | [0, 1, 2, 3]    |
      | range(3, 0)          | []              |
      | range(3, 0, -1)      | [3, 2, 1, 0]    |
      | range(0, 3, -1)      | []              |
      | range(0, 10, 3)      | [0, 3, 6, 9]    |
      | range(10, 0, -5)     | [10, 5, 0]      |
      | range(2, 2)          | [2]             |
      | range(2, 2, 5)       | [2]             |
      | range(-1, 1)         | [-1, 0, 1]      |
      | range(0, 1, 9223372036854775807) | [0] |
      | range(9223372036854775806, 9223372036854775807) | [9223372036854775806, 9223372036854775807] |
      | range(-9223372036854775807, -9223372036854775808, -1) | [-9223372036854775807, -9223372036854775808] |
      | [x IN l WHERE x > 3] | [4, 5]          |
      | [x IN l \| x * x]    | [1, 4, 9, 16, 25] |
      | [x IN l WHERE x % 2 = 0 \| x / 2] | [1, 2] |
      | [x IN null \| x]     | null            |
      | [x IN [null, 1] WHERE x IS NULL] | [null] |
      | [x IN [null, 1] WHERE x > 0] | [1]     |
      | [x IN [null] WHERE null] | []          |
      | [x IN [[1, 2], [3]] \| [y IN x \| y + 1]] | [[2, 3], [4]] |
      | reduce(s = '', x IN ['a', 'b'] \| s + x) | 'ab' |
      | reduce(s = 0, x IN [] \| s + x) | 0    |
      | reduce(s = 0, x IN null \| s + x) | null |
      | reduce(s = 0, x IN [1, null] \| s + x) | null |
      | reduce(s = [], x IN l \| x + s) | [5, 4, 3, 2, 1] |

  Scenario Outline: Quantifiers
    Given any graph
    When executing query:
      """
      RETURN [all(x IN <list> WHERE <test>), any(x IN <list> WHERE <test>), none(x IN <list> WHERE <test>), single(x IN <list> WHERE <test>)] AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | list              | test       | answer                       |
      | []                | true       | [true, false, true, false]   |
      | []                | null       | [true, false, true, false]   |
      | []                | x.y.z = 1  | [true, false, true, false]   |
      | null              | true       | [null, null, null, null]     |
      | [1]               | x = 1      | [true, true, false, true]    |
      | [1]               | x = 2      | [false, false, true, false]  |
      | [1]               | null       | [null, null, null, null]     |
      | [null]            | x = 1      | [null, null, null, null]     |
      | [null]            | x IS NULL  | [true, true, false, true]    |
      | [1, 1]            | x = 1      | [true, true, false, false]   |
      | [1, 2]            | x = 1      | [false, true, false, true]   |
      | [1, 2]            | x > 5      | [false, false, true, false]  |
      | [1, null]         | x = 1      | [null, true, false, null]    |
      | [2, null]         | x = 1      | [false, null, null, null]    |
      | [1, 1, null]      | x = 1      | [null, true, false, false]   |
      | [1, 2, null]      | x = 1      | [false, true, false, null]   |
      | [null, null]      | x = 1      | [null, null, null, null]     |
      | [[1], [2]]        | size(x) = 1 | [true, true, false, false]  |
      | [{a: 1}, {a: 2}]  | x.a = 2    | [false, true, false, true]   |
      | ['a', 'ab']       | x STARTS WITH 'a' | [true, true, false, false] |
      | [[], [1]]         | any(y IN x WHERE y = 1) | [false, true, false, true] |
      | [1, 2, 3]         | x IN [2]   | [false, true, false, true]   |
      | [true, false]     | x          | [false, true, false, true]   |
      | [true, null]      | x          | [null, true, false, null]    |
      | [1, 2, 3]         | true       | [true, true, false, false]   |
      | [1, 2, 3]         | false      | [false, false, true, false]  |

  Scenario Outline: Maps
    Given any graph
    When executing query:
      """
      WITH {a: 1, b: null, c: {d: [1, 2]}, `x y`: 'z'} AS m RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                        | answer                  |
      | m.a                               | 1                       |
      | m.b                               | null                    |
      | m.zz                              | null                    |
      | m.A                               | null                    |
      | m.c.d[1]                          | 2                       |
      | m.b.c                             | null                    |
      | m['a']                            | 1                       |
      | m['A']                            | null                    |
      | m['c']['d']                       | [1, 2]                  |
      | m['x' + ' y']                     | 'z'                     |
      | m[null]                           | null                    |
      | m['zz']                           | null                    |
      | null['a']                         | null                    |
      | m.`x y`                           | 'z'                     |
      | size(keys(m))                     | 4                       |
      | 'b' IN keys(m)                    | true                    |
      | keys({})                          | []                      |
      | keys(null)                        | null                    |
      | properties(m) = properties(m)     | null                    |
      | properties({a: 1})                | {a: 1}                  |
      | properties(null)                  | null                    |
      | m.a IS NOT NULL                   | true                    |
      | m.b IS NULL                       | true                    |
      | exists(m.a)                       | true                    |
      | exists(m.b)                       | false                   |
      | exists(m.zz)                      | false                   |
      | m {.a}                            | {a: 1}                  |
      | m {.a, .zz, q: 1 + 1}             | {a: 1, zz: null, q: 2}  |
      | [k IN keys({a: 1, b: 2}) WHERE k > 'a'] | ['b']             |
      | {a: 1}.a + {a: 2}['a']            | 3                       |

  Scenario Outline: Texts
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                           | answer                  |
      | 'abc' STARTS WITH 'ab'               | true                    |
      | 'abc' STARTS WITH ''                 | true                    |
      | '' STARTS WITH ''                    | true                    |
      | '' STARTS WITH 'a'                   | false                   |
      | 'abc' STARTS WITH 'AB'               | false                   |
      | 'abc' STARTS WITH 'abcd'             | false                   |
      | 'abc' STARTS WITH null               | null                    |
      | null STARTS WITH 'a'                 | null                    |
      | null STARTS WITH null                | null                    |
      | 1 STARTS WITH 'a'                    | null                    |
      | 'a' STARTS WITH 1                    | null                    |
      | [] STARTS WITH 'a'                   | null                    |
      | 'a' STARTS WITH {}                   | null                    |
      | true STARTS WITH true                | null                    |
      | 'abc' ENDS WITH 'bc'                 | true                    |
      | 'abc' ENDS WITH ''                   | true                    |
      | 'abc' ENDS WITH 'x'                  | false                   |
      | 'abc' ENDS WITH null                 | null                    |
      | 'abc' ENDS WITH 1                    | null                    |
      | 1 ENDS WITH '1'                      | null                    |
      | 'abc' CONTAINS 'b'                   | true                    |
      | 'abc' CONTAINS ''                    | true                    |
      | 'abc' CONTAINS 'ac'                  | false                   |
      | 'abc' CONTAINS null                  | null                    |
      | null CONTAINS 'a'                    | null                    |
      | 'abc' CONTAINS ['a']                 | null                    |
      | 'a b' CONTAINS ' '                   | true                    |
      | 'a\\nb' CONTAINS '\\n'               | true                    |
      | 'a' + 'b'                            | 'ab'                    |
      | 'a' + ''                             | 'a'                     |
      | 'a' + null                           | null                    |
      | 'a' + 1                              | 'a1'                    |
      | 1 + 'a'                              | '1a'                    |
      | 'a' + 1.0                            | 'a1.0'                  |
      | size('')                             | 0                       |
      | size('a b')                          | 3                       |
      | substring('abc', 1)                  | 'bc'                    |
      | substring('abc', 0, 2)               | 'ab'                    |
      | substring('abc', 1, 9)               | 'bc'                    |
      | substring('abc', 3)                  | ''                      |
      | substring('abc', 9)                  | ''                      |
      | substring('abc', 1, 0)               | ''                      |
      | substring(null, 1)                   | null                    |
      | left('abc', 2)                       | 'ab'                    |
      | left('abc', 0)                       | ''                      |
      | left('abc', 9)                       | 'abc'                   |
      | left(null, 1)                        | null                    |
      | right('abc', 2)                      | 'bc'                    |
      | right('abc', 9)                      | 'abc'                   |
      | right('abc', 0)                      | ''                      |
      | replace('hello', 'l', 'w')           | 'hewwo'                 |
      | replace('aaa', 'aa', 'b')            | 'ba'                    |
      | replace('abc', 'x', 'y')             | 'abc'                   |
      | replace('abc', 'b', '')              | 'ac'                    |
      | replace(null, 'a', 'b')              | null                    |
      | replace('a', null, 'b')              | null                    |
      | replace('a', 'a', null)              | null                    |
      | split('a,b,c', ',')                  | ['a', 'b', 'c']         |
      | split('one1two', '1')                | ['one', 'two']          |
      | split(',a,', ',')                    | ['', 'a', '']           |
      | split('abc', 'x')                    | ['abc']                 |
      | split('', ',')                       | ['']                    |
      | split('a--b', '--')                  | ['a', 'b']              |
      | split(null, ',')                     | null                    |
      | split('a', null)                     | null                    |
      | reverse('raksO')                     | 'Oskar'                 |
      | reverse('')                          | ''                      |
      | reverse('日本')                      | '本日'                  |
      | toLower('ABC')                       | 'abc'                   |
      | toUpper('abc')                       | 'ABC'                   |
      | toLower(null)                        | null                    |
      | trim('  a b  ')                      | 'a b'                   |
      | lTrim('  a ')                        | 'a '                    |
      | rTrim(' a  ')                        | ' a'                    |
      | trim(null)                           | null                    |
      | trim('\\t\\n a \\r')                 | 'a'                     |

  Scenario Outline: Conversions
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                       | answer               |
      | toInteger('42')                  | 42                   |
      | toInteger('-42')                 | -42                  |
      | toInteger('+42')                 | 42                   |
      | toInteger(' 42 ')                | 42                   |
      | toInteger('2.9')                 | 2                    |
      | toInteger('-2.9')                | -2                   |
      | toInteger('1e3')                 | 1000                 |
      | toInteger('')                    | null                 |
      | toInteger('foo')                 | null                 |
      | toInteger('4 2')                 | null                 |
      | toInteger('9223372036854775807') | 9223372036854775807  |
      | toInteger('-9223372036854775808') | -9223372036854775808 |
      | toInteger('9223372036854775808') | null                 |
      | toInteger(82.9)                  | 82                   |
      | toInteger(-82.9)                 | -82                  |
      | toInteger(true)                  | 1                    |
      | toInteger(false)                 | 0                    |
      | toInteger(null)                  | null                 |
      | toInteger(7)                     | 7                    |
      | toFloat('1.5')                   | 1.5                  |
      | toFloat('5')                     | 5.0                  |
      | toFloat('.5')                    | 0.5                  |
      | toFloat('-1e2')                  | -100.0               |
      | toFloat('foo')                   | null                 |
      | toFloat('')                      | null                 |
      | toFloat(3)                       | 3.0                  |
      | toFloat(3.4)                     | 3.4                  |
      | toFloat(null)                    | null                 |
      | toBoolean('true')                | true                 |
      | toBoolean('FALSE')               | false                |
      | toBoolean(' true ')              | true                 |
      | toBoolean('yes')                 | null                 |
      | toBoolean('')                    | null                 |
      | toBoolean(true)                  | true                 |
      | toBoolean(null)                  | null                 |
      | toString(42)                     | '42'                 |
      | toString(-1)                     | '-1'                 |
      | toString(1.0)                    | '1.0'                |
      | toString(1.5e10)                 | '1.5E10'             |
      | toString(true)                   | 'true'               |
      | toString('a')                    | 'a'                  |
      | toString(null)                   | null                 |
      | toString(1 < 0)                  | 'false'              |
      | coalesce(null)                   | null                 |
      | coalesce(null, null)             | null                 |
      | coalesce(null, false, 1)         | false                |
      | coalesce(1, 1 / 0)               | 1                    |

  Scenario Outline: Arithmetic
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression             | answer               |
      | 12 / 4 * (3 - 2 * 4)   | -15                  |
      | 12 / 4 * 3 - 2 * 4     | 1                    |
      | 1 / 2                  | 0                    |
      | -1 / 2                 | 0                    |
      | 1 / 2.0                | 0.5                  |
      | 7 % 3                  | 1                    |
      | -7 % 3                 | -1                   |
      | 7.5 % 2                | 1.5                  |
      | 4 ^ 0.5                | 2.0                  |
      | 10 ^ 2                 | 100.0                |
      | 1 + 1.0                | 2.0                  |
      | 0.1 + 0.2              | 0.30000000000000004  |
      | 1 + null               | null                 |
      | null - 1               | null                 |
      | null * null            | null                 |
      | 1 / null               | null                 |
      | 0 % null               | null                 |
      | null ^ 2               | null                 |
      | -null                  | null                 |
      | 9223372036854775806 + 1 | 9223372036854775807 |
      | -9223372036854775807 - 1 | -9223372036854775808 |
      | 1.0 / 0                | Infinity             |
      | -1.0 / 0               | -Infinity            |
      | 0.0 / 0                | NaN                  |
      | abs(-5)                | 5                    |
      | abs(-5.5)              | 5.5                  |
      | abs(null)              | null                 |
      | sign(-3)               | -1                   |
      | sign(0)                | 0                    |
      | sign(2.5)              | 1                    |
      | ceil(1.2)              | 2.0                  |
      | ceil(-1.2)             | -1.0                 |
      | floor(1.8)             | 1.0                  |
      | floor(-1.2)            | -2.0                 |
      | round(1.5)             | 2.0                  |
      | round(2.5)             | 3.0                  |
      | round(-1.5)            | -1.0                 |
      | round(1.4)             | 1.0                  |
      | round(0.49999999999999994) | 0.0              |
      | sqrt(16)               | 4.0                  |
      | sqrt(-1)               | NaN                  |
      | log(0)                 | -Infinity            |
      | exp(0)                 | 1.0                  |
      | log10(1000)            | 3.0                  |
      | sqrt(null)             | null                 |

  Scenario Outline: Arithmetic that has no answer
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then a ArithmeticError should be raised at runtime: <detail>

    Examples:
      | expression                              | detail          |
      | 1 / 0                                   | DivideByZero    |
      | 1 % 0                                   | DivideByZero    |
      | 9223372036854775807 + 1                 | IntegerOverflow |
      | -9223372036854775808 - 1                | IntegerOverflow |
      | 9223372036854775807 * 2                 | IntegerOverflow |
      | -9223372036854775808 / -1               | IntegerOverflow |
      | - (-9223372036854775808)                | IntegerOverflow |
      | abs(-9223372036854775808)               | IntegerOverflow |
      | toInteger(1e300)                        | IntegerOverflow |
      | reduce(s = 9223372036854775807, x IN [1] \| s + x) | IntegerOverflow |

  Scenario Outline: CASE
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression                                            | answer |
      | CASE 1 WHEN 1 THEN 'a' WHEN 1 THEN 'b' END            | 'a'    |
      | CASE 1 WHEN 2 THEN 'a' END                            | null   |
      | CASE 1 WHEN 2 THEN 'a' ELSE 'b' END                   | 'b'    |
      | CASE 1 WHEN 1.0 THEN 'a' ELSE 'b' END                 | 'a'    |
      | CASE 1 WHEN '1' THEN 'a' ELSE 'b' END                 | 'b'    |
      | CASE null WHEN null THEN 'a' ELSE 'b' END             | 'b'    |
      | CASE null WHEN 1 THEN 'a' ELSE 'b' END                | 'b'    |
      | CASE 1 WHEN null THEN 'a' ELSE 'b' END                | 'b'    |
      | CASE [1] WHEN [1] THEN 'a' ELSE 'b' END               | 'a'    |
      | CASE {a: 1} WHEN {a: 1} THEN 'a' ELSE 'b' END         | 'a'    |
      | CASE -1 WHEN -1 THEN 'a' ELSE 'b' END                 | 'a'    |
      | CASE 1 + 1 WHEN 2 THEN 'a' ELSE 'b' END               | 'a'    |
      | CASE true WHEN 1 = 1 THEN 'a' ELSE 'b' END            | 'a'    |
      | CASE WHEN null THEN 'a' ELSE 'b' END                  | 'b'    |
      | CASE WHEN false THEN 'a' WHEN true THEN 'b' END       | 'b'    |
      | CASE WHEN true THEN null ELSE 'b' END                 | null   |
      | CASE WHEN true THEN 1 ELSE 1 / 0 END                  | 1      |
      | CASE WHEN 1 > 2 THEN 1 / 0 WHEN 2 > 1 THEN 2 END      | 2      |
      | CASE WHEN true THEN CASE 1 WHEN 1 THEN 'in' END END   | 'in'   |

  Scenario Outline: All kinds of values in one order
    Given any graph
    When executing query:
      """
      UNWIND <list> AS v WITH v ORDER BY v <direction> RETURN collect(coalesce(v, 'null')) AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | list                                          | direction | answer                              |
      | [3, 1, 2]                                     | ASC       | [1, 2, 3]                           |
      | [3, 1, 2]                                     | DESC      | [3, 2, 1]                           |
      | [1, null, 2]                                  |           | [1, 2, 'null']                      |
      | [1, null, 2]                                  | DESC      | ['null', 2, 1]                      |
      | [1.5, 1, 2, -0.5]                             | ASCENDING | [-0.5, 1, 1.5, 2]                   |
      | [true, false]                                 |           | [false, true]                       |
      | ['b', 'a', 'B', '']                           |           | ['', 'B', 'a', 'b']                 |
      | [[2], [1, 2], [1], []]                        |           | [[], [1], [1, 2], [2]]              |
      | [[1, null], [1, 2], [1]]                      |           | [[1], [1, 2], [1, null]]            |
      | [1, 'a', true, [1], {a: 1}]                   |           | [{a: 1}, [1], 'a', true, 1]         |
      | [1, 'a', true, [1], {a: 1}]                   | DESCENDING | [1, true, 'a', [1], {a: 1}]        |
      | [['a'], ['b', 1], ['a', 1], [1, 'a']]         |           | [['a'], ['a', 1], ['b', 1], [1, 'a']] |
      | [date('2020-01-02'), date('2019-12-31')]      |           | ['2019-12-31', '2020-01-02']        |

  Scenario Outline: Upper and lower case, of every script
    Given any graph
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then the result should be, in any order:
      | x        |
      | <answer> |

    Examples:
      | expression             | answer      |
      | toUpper('straße')      | 'STRASSE'   |
      | toUpper('ﬁn')          | 'FIN'       |
      | toUpper('éà')          | 'ÉÀ'        |
      | toUpper('経産省 meti') | '経産省 METI' |
      | toLower('ΟΔΟΣ')        | 'οδος'      |
      | toLower('ÀÉ')          | 'àé'        |
      | size(toLower('İ'))     | 2           |
      | toLower('ДОМ')         | 'дом'       |
