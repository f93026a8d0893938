Feature: Values of a kind that cannot be right

  Scenario Outline: What the text shows is told before anything runs
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType

    Examples:
      | statement                                             |
      | RETURN NOT 1                                          |
      | RETURN NOT 'a'                                        |
      | RETURN NOT 1.5                                        |
      | RETURN NOT []                                         |
      | RETURN NOT {}                                         |
      | RETURN NOT [true]                                     |
      | RETURN NOT {x: true}                                  |
      | RETURN NOT date('2020-01-01')                         |
      | RETURN NOT toUpper('a')                               |
      | RETURN NOT (1 + 1)                                    |
      | RETURN true AND 1                                     |
      | RETURN 'a' OR false                                   |
      | RETURN null XOR 1.5                                   |
      | RETURN true AND toInteger('1')                        |
      | RETURN (1 = 1) AND [1 = 1]                            |
      | RETURN true AND true AND 0                            |
      | MATCH (n) RETURN NOT n                                |
      | MATCH (n) RETURN n AND true                           |
      | MATCH ()-[r]->() RETURN r OR true                     |
      | MATCH p = () RETURN p XOR true                        |
      | MATCH (n) WHERE n RETURN n                            |
      | MATCH (n) WHERE (n) RETURN n                          |
      | MATCH ()-[r]->() WHERE r RETURN r                     |
      | MATCH (n) WHERE 1 RETURN n                            |
      | MATCH (n) WHERE 'true' RETURN n                       |
      | MATCH (n) WHERE [] RETURN n                           |
      | MATCH (n) WHERE n AND true RETURN n                   |
      | WITH 1 AS x WHERE x RETURN x                          |
      | UNWIND [1, 2] AS x WITH x WHERE x RETURN x            |
      | RETURN CASE WHEN 1 THEN 2 END                         |
      | RETURN CASE WHEN 'a' THEN 2 END                       |
      | RETURN [x IN [1, 2] WHERE x]                          |
      | RETURN [x IN [1, 2] WHERE 'a' \| x]                   |
      | RETURN all(x IN [1, 2] WHERE x)                       |
      | RETURN any(x IN ['a'] WHERE x)                        |
      | RETURN none(x IN [1] WHERE x + 1)                     |
      | RETURN single(x IN [1] WHERE 'a')                     |
      | RETURN single(x IN ['Ada'] WHERE x % 2 = 0)           |
      | RETURN single(x IN [true, false] WHERE x % 2 = 0)     |
      | RETURN [x IN ['Ada'] WHERE x % 2 = 0]                 |
      | RETURN [x IN ['Ada'] \| x * 2]                        |
      | RETURN all(x IN 1 WHERE x = 1)                        |
      | RETURN any(x IN 'abc' WHERE x = 'a')                  |
      | RETURN none(x IN true WHERE x)                        |
      | RETURN single(x IN {a: 1} WHERE x = 1)                |
      | RETURN [x IN 5 \| x]                                  |
      | RETURN [x IN 'abc' \| x]                              |
      | RETURN reduce(s = 0, x IN 5 \| s + x)                 |
      | UNWIND {a: 1} AS x RETURN x                           |
      | UNWIND 'abc' AS x RETURN x                            |
      | MATCH (n) UNWIND n AS x RETURN x                      |
      | RETURN 1 IN 2                                         |
      | RETURN 1 IN 'abc'                                     |
      | RETURN 1 IN {a: 1}                                    |
      | RETURN 1 IN true                                      |
      | RETURN 1 IN 1.5                                       |
      | RETURN 1 IN date('2020-01-01')                        |
      | MATCH (n) RETURN 1 IN n                               |
      | MATCH p = () RETURN 1 IN p                            |
      | RETURN 'a' - 'b'                                      |
      | RETURN 'a' * 2                                        |
      | RETURN 'a' / 2                                        |
      | RETURN 'a' % 2                                        |
      | RETURN 2 ^ 'a'                                        |
      | RETURN true + 1                                       |
      | RETURN true - 1                                       |
      | RETURN 1 + true                                       |
      | RETURN true + true                                    |
      | RETURN {a: 1} + {b: 2}                                |
      | RETURN 1 + {a: 1}                                     |
      | RETURN [1] - [1]                                      |
      | RETURN [1] * 2                                        |
      | RETURN -'a'                                           |
      | RETURN -[1]                                           |
      | RETURN +'a'                                           |
      | RETURN -true                                          |
      | RETURN -{a: 1}                                        |
      | MATCH (n) RETURN n + 1                                |
      | MATCH (n) RETURN -n                                   |
      | MATCH (n) RETURN n * 2                                |
      | MATCH p = () RETURN p - 1                             |
      | MATCH p = ()-->() RETURN p.name                       |
      | MATCH p = ()-->() WHERE p.name = 'a' RETURN p         |
      | RETURN length(1)                                      |
      | MATCH (n) RETURN length(n)                            |
      | MATCH ()-[r]->() RETURN length(r)                     |
      | RETURN length({a: 1})                                 |
      | MATCH p = ()-->() RETURN size(p)                      |
      | MATCH (n) RETURN size(n)                              |
      | RETURN size(1)                                        |
      | RETURN size(true)                                     |
      | RETURN labels(1)                                      |
      | RETURN labels('a')                                    |
      | MATCH ()-[r]->() RETURN labels(r)                     |
      | MATCH p = ()-->() RETURN labels(p)                    |
      | MATCH (n) RETURN type(n)                              |
      | RETURN type(1)                                        |
      | RETURN type('T')                                      |
      | RETURN id(1)                                          |
      | RETURN properties(1)                                  |
      | RETURN properties('a')                                |
      | RETURN properties([1, 2])                             |
      | RETURN properties(true)                               |
      | MATCH p = ()-->() RETURN properties(p)                |
      | RETURN keys(1)                                        |
      | RETURN keys([1])                                      |
      | MATCH (n) RETURN nodes(n)                             |
      | RETURN nodes([1])                                     |
      | MATCH (n) RETURN relationships(n)                     |
      | MATCH ()-[r]->() RETURN nodes(r)                      |
      | MATCH (n) RETURN startNode(n)                         |
      | MATCH (n) RETURN endNode(n)                           |
      | RETURN startNode(1)                                   |
      | RETURN head(1)                                        |
      | RETURN last('abc')                                    |
      | RETURN tail({a: 1})                                   |
      | RETURN reverse(1)                                     |
      | RETURN toUpper(1)                                     |
      | RETURN toLower([])                                    |
      | RETURN trim(1)                                        |
      | RETURN lTrim(true)                                    |
      | RETURN rTrim({})                                      |
      | RETURN substring(1, 2)                                |
      | RETURN replace(1, 'a', 'b')                           |
      | RETURN split(1, ',')                                  |
      | RETURN left(1, 1)                                     |
      | RETURN right([], 1)                                   |
      | RETURN abs('a')                                       |
      | RETURN ceil('a')                                      |
      | RETURN floor(true)                                    |
      | RETURN round([])                                      |
      | RETURN sqrt('a')                                      |
      | RETURN sign('a')                                      |
      | RETURN sin({})                                        |
      | RETURN log('a')                                       |
      | RETURN sum('a')                                       |
      | RETURN avg('a')                                       |
      | RETURN sum([1])                                       |
      | RETURN sum(true)                                      |
      | RETURN percentileCont('a', 0.5)                       |
      | RETURN stDev('a')                                     |
      | MATCH (n) RETURN sum(n)                               |
      | MATCH (n) RETURN n LIMIT 1.5                          |
      | MATCH (n) RETURN n SKIP 1.5                           |
      | MATCH (n) RETURN n LIMIT 'a'                          |
      | MATCH (n) RETURN n SKIP true                          |
      | MATCH (n) RETURN n LIMIT [1]                          |
      | MATCH (n) WITH n LIMIT 1.5 RETURN n                   |
      | MATCH (n) WITH n SKIP 'a' RETURN n                    |
      | MATCH () DELETE 1                                     |
      | MATCH () DELETE 1 + 1                                 |
      | MATCH () DELETE 'a'                                   |
      | MATCH () DELETE true                                  |
      | MATCH () DETACH DELETE {a: 1}                         |
      | MATCH () DELETE [1, 2]                                |
      | WITH 1 AS x SET x.a = 1                               |
      | WITH 'a' AS x SET x:Label                             |
      | MATCH ()-[r]->() SET r:Label                          |
      | MATCH ()-[r]->() REMOVE r:Label                       |
      | MATCH (n) SET n = 1                                   |
      | MATCH (n) SET n += 'a'                                |
      | MATCH (n) SET n = [1]                                 |
      | MATCH p = () SET p.a = 1                              |
      | MATCH p = () REMOVE p.a                               |

  Scenario Outline: What only the data shows is told as it is met
    Given an empty graph
    And parameters are:
      | b | true    |
      | i | 1       |
      | f | 1.5     |
      | s | 'a'     |
      | l | [1, 2]  |
      | m | {a: 1}  |
    When executing query:
      """
      <statement>
      """
    Then a TypeError should be raised at runtime: <detail>

    Examples:
      | statement                                             | detail                      |
      | WITH $l AS x, $s AS i RETURN x[i]                     | InvalidArgumentType         |
      | WITH $l AS x, $f AS i RETURN x[i]                     | InvalidArgumentType         |
      | WITH $l AS x, $b AS i RETURN x[i]                     | InvalidArgumentType         |
      | WITH $m AS x, $i AS i RETURN x[i]                     | MapElementAccessByNonString |
      | WITH $m AS x, $f AS i RETURN x[i]                     | MapElementAccessByNonString |
      | WITH $m AS x, $b AS i RETURN x[i]                     | MapElementAccessByNonString |
      | WITH $m AS x, $l AS i RETURN x[i]                     | MapElementAccessByNonString |
      | CREATE (n {a: 1}) WITH n, $i AS i RETURN n[i]         | MapElementAccessByNonString |
      | WITH $i AS x, $i AS i RETURN x[i]                     | InvalidArgumentType         |
      | WITH $s AS x, $i AS i RETURN x[i]                     | InvalidArgumentType         |
      | WITH $i AS x RETURN x.key                             | InvalidArgumentType         |
      | WITH $s AS x RETURN x.key                             | InvalidArgumentType         |
      | WITH $l AS x RETURN x.key                             | InvalidArgumentType         |
      | WITH $b AS x RETURN x.key                             | InvalidArgumentType         |
      | RETURN NOT $i                                         | InvalidArgumentType         |
      | RETURN $s AND true                                    | InvalidArgumentType         |
      | RETURN $b + 1                                         | InvalidArgumentType         |
      | RETURN $m + 1                                         | InvalidArgumentType         |
      | RETURN $s - 1                                         | InvalidArgumentType         |
      | RETURN $s * 2                                         | InvalidArgumentType         |
      | RETURN -$s                                            | InvalidArgumentType         |
      | RETURN 1 IN $i                                        | InvalidArgumentType         |
      | UNWIND $i AS x RETURN x                               | InvalidArgumentType         |
      | UNWIND $m AS x RETURN x                               | InvalidArgumentType         |
      | RETURN [x IN $i \| x]                                 | InvalidArgumentType         |
      | RETURN all(x IN $s WHERE x = 1)                       | InvalidArgumentType         |
      | RETURN labels($i)                                     | InvalidArgumentValue        |
      | RETURN type($s)                                       | InvalidArgumentValue        |
      | RETURN size($i)                                       | InvalidArgumentType         |
      | RETURN head($s)                                       | InvalidArgumentType         |
      | RETURN keys($i)                                       | InvalidArgumentType         |
      | RETURN toUpper($i)                                    | InvalidArgumentType         |
      | RETURN abs($s)                                        | InvalidArgumentType         |
      | UNWIND [1, 'a'] AS x RETURN sum(x)                    | InvalidArgumentType         |
      | UNWIND [1, 'a'] AS x RETURN avg(x)                    | InvalidArgumentType         |
      | UNWIND [true, 'a'] AS x RETURN NOT x                  | InvalidArgumentType         |
      | RETURN toInteger([])                                  | InvalidArgumentValue        |
      | RETURN toFloat({})                                    | InvalidArgumentValue        |
      | RETURN toBoolean(1.5)                                 | InvalidArgumentValue        |
      | RETURN toString([])                                   | InvalidArgumentValue        |
      | RETURN toString({a: 1})                               | InvalidArgumentValue        |
      | CREATE (n) RETURN toString(n)                         | InvalidArgumentValue        |
      | RETURN 1.5.key                                        | InvalidArgumentType         |
      | RETURN 'abc'.key                                      | InvalidArgumentType         |
      | RETURN true.key                                       | InvalidArgumentType         |
      | RETURN [1, 2].key                                     | InvalidArgumentType         |
      | WITH 123 AS x RETURN x.key                            | InvalidArgumentType         |
      | WITH 42.45 AS x RETURN x.key                          | InvalidArgumentType         |
      | WITH true AS x RETURN x.key                           | InvalidArgumentType         |
      | WITH 'text' AS x RETURN x.key                         | InvalidArgumentType         |
      | WITH [1, 2] AS x RETURN x.key                         | InvalidArgumentType         |
      | RETURN 1[0]                                           | InvalidArgumentType         |
      | RETURN true[0]                                        | InvalidArgumentType         |
      | RETURN 'abc'[0]                                       | InvalidArgumentType         |
      | RETURN 1.5[0]                                         | InvalidArgumentType         |
      | WITH true AS x RETURN x[0]                            | InvalidArgumentType         |
      | RETURN 1[0..1]                                        | InvalidArgumentType         |
      | RETURN 'abc'[0..1]                                    | InvalidArgumentType         |
      | RETURN {a: 1}[0..1]                                   | InvalidArgumentType         |
      | RETURN [1, 2]['a'..2]                                 | InvalidArgumentType         |
      | RETURN [1, 2][0..1.5]                                 | InvalidArgumentType         |
      | RETURN [1, 2][true]                                   | InvalidArgumentType         |
      | RETURN [1, 2]['a']                                    | InvalidArgumentType         |
      | RETURN [1, 2][1.5]                                    | InvalidArgumentType         |
      | RETURN [1, 2][[0]]                                    | InvalidArgumentType         |
      | CREATE (n {a: {b: 1}})                                | InvalidPropertyType         |
      | CREATE (n {a: [{b: 1}]})                              | InvalidPropertyType         |
      | CREATE (n {a: [[1]]})                                 | InvalidPropertyType         |
      | CREATE (n {a: [1, null]})                             | InvalidPropertyType         |
      | CREATE (n) SET n.a = n                                | InvalidPropertyType         |
      | CREATE (n) SET n.a = {b: 1}                           | InvalidPropertyType         |
      | CREATE (n) SET n = {a: {b: 1}}                        | InvalidPropertyType         |
      | CREATE (n) SET n += {a: [n]}                          | InvalidPropertyType         |
      | MERGE (n {a: {b: 1}})                                 | InvalidPropertyType         |
      | MERGE (n) ON CREATE SET n.a = {b: 1}                  | InvalidPropertyType         |
      | CREATE ()-[r:T {a: {b: 1}}]->()                       | InvalidPropertyType         |
      | WITH $i AS n MATCH (n) RETURN n                       | InvalidArgumentType         |

  Scenario Outline: Numbers out of range
    Given any graph
    And parameters are:
      | minus | -1 |
      | f | 1.5 |
    When executing query:
      """
      <statement>
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | statement                                | type            | phase        | detail                  |
      | RETURN 1 SKIP -1                         | SyntaxError     | compile time | NegativeIntegerArgument |
      | RETURN 1 LIMIT -1                        | SyntaxError     | compile time | NegativeIntegerArgument |
      | WITH 1 AS x LIMIT -1 RETURN x            | SyntaxError     | compile time | NegativeIntegerArgument |
      | WITH 1 AS x SKIP -1 RETURN x             | SyntaxError     | compile time | NegativeIntegerArgument |
      | WITH 1 AS x ORDER BY x SKIP -9 RETURN x  | SyntaxError     | compile time | NegativeIntegerArgument |
      | RETURN 1 SKIP $minus                     | SyntaxError     | runtime      | NegativeIntegerArgument |
      | RETURN 1 LIMIT $minus                    | SyntaxError     | runtime      | NegativeIntegerArgument |
      | RETURN 1 AS x ORDER BY x SKIP $minus     | SyntaxError     | runtime      | NegativeIntegerArgument |
      | WITH 1 AS x LIMIT $minus RETURN x        | SyntaxError     | runtime      | NegativeIntegerArgument |
      | RETURN 1 SKIP $f                         | SyntaxError     | runtime      | InvalidArgumentType     |
      | RETURN 1 LIMIT $f                        | SyntaxError     | runtime      | InvalidArgumentType     |
      | RETURN 1 AS x ORDER BY x LIMIT $f        | SyntaxError     | runtime      | InvalidArgumentType     |
      | WITH 1 AS x SKIP $f RETURN x             | SyntaxError     | runtime      | InvalidArgumentType     |
      | MATCH (n) RETURN n SKIP n.x              | SyntaxError     | compile time | NonConstantExpression   |
      | MATCH (n) RETURN n LIMIT n.x             | SyntaxError     | compile time | NonConstantExpression   |
      | MATCH (n) RETURN n.x AS x LIMIT x        | SyntaxError     | compile time | NonConstantExpression   |
      | MATCH (n) WITH n SKIP n.x RETURN n       | SyntaxError     | compile time | NonConstantExpression   |
      | WITH 1 AS x RETURN 1 LIMIT x             | SyntaxError     | compile time | NonConstantExpression   |
      | MATCH (n) RETURN n LIMIT count(*)        | SyntaxError     | compile time | InvalidAggregation      |
      | RETURN count(rand())                     | SyntaxError     | compile time | NonConstantExpression   |
      | RETURN sum(rand() * 2)                   | SyntaxError     | compile time | NonConstantExpression   |
      | RETURN collect([1, rand()])              | SyntaxError     | compile time | NonConstantExpression   |
      | RETURN range(1, 3, 0)                    | ArgumentError   | runtime      | NumberOutOfRange        |
      | RETURN range(3, 1, 0)                    | ArgumentError   | runtime      | NumberOutOfRange        |
      | RETURN range(1, 1, 0)                    | ArgumentError   | runtime      | NumberOutOfRange        |
      | RETURN range(1, 1.5)                     | ArgumentError   | runtime      | InvalidArgumentType     |
      | RETURN range('a', 1)                     | ArgumentError   | runtime      | InvalidArgumentType     |
      | RETURN range(true, 1)                    | ArgumentError   | runtime      | InvalidArgumentType     |
      | RETURN range(1, [2])                     | ArgumentError   | runtime      | InvalidArgumentType     |
      | RETURN percentileCont(1, 1.1)            | ArgumentError   | runtime      | NumberOutOfRange        |
      | RETURN percentileCont(1, -0.1)           | ArgumentError   | runtime      | NumberOutOfRange        |
      | RETURN percentileDisc(1, 2)              | ArgumentError   | runtime      | NumberOutOfRange        |
      | RETURN percentileDisc(1, -1)             | ArgumentError   | runtime      | NumberOutOfRange        |
