Feature: Patterns that cannot be made or matched

  Scenario Outline: What a made pattern needs
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | statement                                               | detail                       |
      | CREATE ()-->()                                          | NoSingleRelationshipType     |
      | CREATE ()<--()                                          | NoSingleRelationshipType     |
      | CREATE ()-[r]->()                                       | NoSingleRelationshipType     |
      | CREATE ()-[{a: 1}]->()                                  | NoSingleRelationshipType     |
      | CREATE ()-[:A\|B]->()                                   | NoSingleRelationshipType     |
      | CREATE ()-[:A\|:B]->()                                  | NoSingleRelationshipType     |
      | CREATE ()-[r:A\|B {a: 1}]->()                           | NoSingleRelationshipType     |
      | CREATE ()-[:A]->()-->()                                 | NoSingleRelationshipType     |
      | CREATE ()-[:A]->(), ()-->()                             | NoSingleRelationshipType     |
      | MATCH (a), (b) CREATE (a)-->(b)                         | NoSingleRelationshipType     |
      | MATCH (a), (b) CREATE (a)-[A]->(b)                      | NoSingleRelationshipType     |
      | FOREACH (i IN [1] \| CREATE ()-->())                    | NoSingleRelationshipType     |
      | MERGE ()-->()                                           | NoSingleRelationshipType     |
      | MERGE ()--()                                            | NoSingleRelationshipType     |
      | MERGE ()-[r]->()                                        | NoSingleRelationshipType     |
      | MERGE ()-[:A\|B]->()                                    | NoSingleRelationshipType     |
      | MATCH (a), (b) MERGE (a)-[:A\|:B]-(b)                   | NoSingleRelationshipType     |
      | MATCH (a), (b) MERGE (a)-->(b)                          | NoSingleRelationshipType     |
      | MATCH (a), (b) MERGE (a)-[NAME]->(b)                    | NoSingleRelationshipType     |
      | CREATE ()-[:A]-()                                       | RequiresDirectedRelationship |
      | CREATE ()<-[:A]->()                                     | RequiresDirectedRelationship |
      | CREATE (a)-[r:A {a: 1}]-(b)                             | RequiresDirectedRelationship |
      | CREATE ()-[:A]->()-[:B]-()                              | RequiresDirectedRelationship |
      | MATCH (a), (b) CREATE (a)-[:A]-(b)                      | RequiresDirectedRelationship |
      | FOREACH (i IN [1] \| CREATE ()-[:A]-())                 | RequiresDirectedRelationship |
      | CREATE ()-[:A*]->()                                     | CreatingVarLength            |
      | CREATE ()-[:A*2]->()                                    | CreatingVarLength            |
      | CREATE ()-[:A*1..2]->()                                 | CreatingVarLength            |
      | CREATE ()-[r:A*0..1]->()                                | CreatingVarLength            |
      | CREATE ()<-[:A*..3]-()                                  | CreatingVarLength            |
      | MATCH (a), (b) CREATE (a)-[:A*1..]->(b)                 | CreatingVarLength            |
      | MERGE ()-[:A*2]->()                                     | CreatingVarLength            |
      | MERGE ()-[:A*]-()                                       | CreatingVarLength            |
      | MATCH (a), (b) MERGE (a)-[r:A*1..2]->(b)                | CreatingVarLength            |
      | MATCH (n $p) RETURN n                                   | InvalidParameterUse          |
      | MATCH (n:A $p) RETURN n                                 | InvalidParameterUse          |
      | MATCH ()-[r $p]->() RETURN r                            | InvalidParameterUse          |
      | MATCH ()-[r:T $p]->() RETURN r                          | InvalidParameterUse          |
      | MATCH (n)-[:T*1..2 $p]->() RETURN n                     | InvalidParameterUse          |
      | OPTIONAL MATCH (n $p) RETURN n                          | InvalidParameterUse          |
      | MATCH (n) WHERE (n)-[:T $p]->() RETURN n                | InvalidParameterUse          |
      | MATCH (n) RETURN [(n)-->(m $p) \| m]                    | InvalidParameterUse          |
      | MERGE (n $p)                                            | InvalidParameterUse          |
      | MERGE (n:A $p)                                          | InvalidParameterUse          |
      | MERGE (a)-[:T $p]->(b)                                  | InvalidParameterUse          |
      | MATCH (a), (b) MERGE (a)-[r:T $p]->(b)                  | InvalidParameterUse          |
      | MATCH ()-[:A..]->() RETURN 1                            | InvalidRelationshipPattern   |
      | MATCH ()-[:A1..2]->() RETURN 1                          | InvalidRelationshipPattern   |
      | MATCH ()-[:A*-1]->() RETURN 1                           | InvalidRelationshipPattern   |
      | MATCH ()-[:A*-1..2]->() RETURN 1                        | InvalidRelationshipPattern   |
      | MATCH ()-[:A*1..-2]->() RETURN 1                        | InvalidRelationshipPattern   |
      | MATCH ()-[:A*1.5]->() RETURN 1                          | InvalidRelationshipPattern   |
      | MATCH ()-[*a]->() RETURN 1                              | InvalidRelationshipPattern   |
      | MATCH ()-[r:A]-[s:B]-() RETURN 1                        | UnexpectedSyntax             |
      | MATCH ()-[r:A]- RETURN 1                                | UnexpectedSyntax             |
      | MATCH (n RETURN n                                       | UnexpectedSyntax             |
      | MATCH n RETURN n                                        | UnexpectedSyntax             |
      | MATCH (n:) RETURN n                                     | UnexpectedSyntax             |
      | MATCH (n {a}) RETURN n                                  | UnexpectedSyntax             |
      | MATCH (n {a: }) RETURN n                                | UnexpectedSyntax             |
      | MATCH (n {a = 1}) RETURN n                              | UnexpectedSyntax             |
      | MATCH (n) DELETE n:A                                    | InvalidDelete                |
      | MATCH (n) DETACH DELETE n:A:B                           | InvalidDelete                |
      | MATCH ()-[r:T]->() DELETE r:T                           | InvalidDelete                |
      | MATCH (a)-[r]->()-[r]->(b) RETURN r                     | RelationshipUniquenessViolation |
      | MATCH ()-[r]->(), ()-[r]->() RETURN r                   | RelationshipUniquenessViolation |
      | OPTIONAL MATCH ()-[r]-()-[r]-() RETURN r                | RelationshipUniquenessViolation |
      | MATCH ()-[r*]->()-[r*]->() RETURN r                     | RelationshipUniquenessViolation |

  Scenario Outline: A pattern is no value
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | statement                                               | detail              |
      | MATCH (n) RETURN (n)-->()                               | UnexpectedSyntax    |
      | MATCH (n) RETURN (n)-->() AS x                          | UnexpectedSyntax    |
      | MATCH (n) WITH (n)-->() AS x RETURN x                   | UnexpectedSyntax    |
      | MATCH (n) RETURN n ORDER BY (n)-->()                    | UnexpectedSyntax    |
      | MATCH (n) SET n.a = (n)-->()                            | UnexpectedSyntax    |
      | MATCH (n) SET n.a = head(nodes(head((n)-[:T]->()))).a   | UnexpectedSyntax    |
      | MATCH (n) RETURN size((n)-->())                         | UnexpectedSyntax    |
      | MATCH (n) RETURN [(n)-->()]                             | UnexpectedSyntax    |
      | MATCH (n) RETURN {a: (n)-->()}                          | UnexpectedSyntax    |
      | MATCH (n) RETURN count((n)-->())                        | UnexpectedSyntax    |
      | MATCH (n) UNWIND (n)-->() AS x RETURN x                 | UnexpectedSyntax    |
      | MATCH (n) WHERE (n)-->() = true RETURN n                | UnexpectedSyntax    |
      | MATCH (n) WHERE size((n)-->()) > 1 RETURN n             | UnexpectedSyntax    |
      | MATCH (n) WHERE (m)-->(n) RETURN n                      | UndefinedVariable   |
      | MATCH (n) WHERE (n)-[r]->() RETURN n                    | UndefinedVariable   |
      | MATCH (n) WHERE NOT (n)-->(m) RETURN n                  | UndefinedVariable   |
      | MATCH (n) WHERE n.a = 1 OR (n)-[:T]->(m:A) RETURN n     | UndefinedVariable   |
      | MATCH (n) WHERE (n) RETURN n                            | InvalidArgumentType |
      | MATCH (n) WHERE NOT (n) RETURN n                        | InvalidArgumentType |

  Scenario Outline: Text that is no statement
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | statement                                     | detail                   |
      | MTACH (n) RETURN n                            | UnexpectedSyntax         |
      | RETRUN 1                                      | UnexpectedSyntax         |
      | RETURN                                        | UnexpectedSyntax         |
      | RETURN 1,                                     | UnexpectedSyntax         |
      | RETURN 1 2                                    | UnexpectedSyntax         |
      | RETURN (1                                     | UnexpectedSyntax         |
      | RETURN 1)                                     | UnexpectedSyntax         |
      | RETURN [1, 2                                  | UnexpectedSyntax         |
      | RETURN [1 2]                                  | UnexpectedSyntax         |
      | RETURN [1, , 2]                               | UnexpectedSyntax         |
      | RETURN [,1]                                   | UnexpectedSyntax         |
      | RETURN {a: 1                                  | UnexpectedSyntax         |
      | RETURN {a: 1, }                               | UnexpectedSyntax         |
      | RETURN {a 1}                                  | UnexpectedSyntax         |
      | RETURN {'a': 1}                               | UnexpectedSyntax         |
      | RETURN {1: 1}                                 | UnexpectedSyntax         |
      | RETURN {a: 1 b: 2}                            | UnexpectedSyntax         |
      | RETURN 'a                                     | UnexpectedSyntax         |
      | RETURN "a                                     | UnexpectedSyntax         |
      | RETURN `a                                     | UnexpectedSyntax         |
      | RETURN 'a' 'b'                                | UnexpectedSyntax         |
      | RETURN 'it's'                                 | UnexpectedSyntax         |
      | RETURN 1 +                                    | UnexpectedSyntax         |
      | RETURN * 2                                    | UnexpectedSyntax         |
      | RETURN 1 AND                                  | UnexpectedSyntax         |
      | RETURN NOT                                    | UnexpectedSyntax         |
      | RETURN 1 = = 1                                | UnexpectedSyntax         |
      | RETURN 1 == 1                                 | UnexpectedSyntax         |
      | RETURN 1 != 2                                 | UnexpectedSyntax         |
      | RETURN 1 IS 2                                 | UnexpectedSyntax         |
      | RETURN 'a' STARTS 'a'                         | UnexpectedSyntax         |
      | RETURN CASE WHEN true THEN 1                  | UnexpectedSyntax         |
      | RETURN CASE END                               | UnexpectedSyntax         |
      | RETURN CASE 1 END                             | UnexpectedSyntax         |
      | RETURN CASE WHEN true END                     | UnexpectedSyntax         |
      | RETURN 1 AS                                   | UnexpectedSyntax         |
      | RETURN 1 AS 2                                 | UnexpectedSyntax         |
      | RETURN 1 AS 'a'                               | UnexpectedSyntax         |
      | RETURN 1 AS x.y                               | UnexpectedSyntax         |
      | RETURN 1 LIMIT                                | UnexpectedSyntax         |
      | RETURN 1 ORDER BY                             | UnexpectedSyntax         |
      | RETURN 1 ORDER 1                              | UnexpectedSyntax         |
      | RETURN 1 LIMIT 1 SKIP 1                       | UnexpectedSyntax         |
      | RETURN 1 SKIP 1 ORDER BY 1                    | UnexpectedSyntax         |
      | RETURN 1 WHERE true                           | UnexpectedSyntax         |
      | WHERE true RETURN 1                           | UnexpectedSyntax         |
      | RETURN all(x IN [1])                          | UnexpectedSyntax         |
      | RETURN [x IN [1] WHERE]                       | UnexpectedSyntax         |
      | RETURN [x IN [1] \|]                          | UnexpectedSyntax         |
      | RETURN reduce(s = 0, x IN [1])                | UnexpectedSyntax         |
      | UNWIND [1] RETURN 1                           | UnexpectedSyntax         |
      | UNWIND [1] AS RETURN 1                        | UnexpectedSyntax         |
      | MATCH (n) SET RETURN n                        | UnexpectedSyntax         |
      | MATCH (n) SET n RETURN n                      | UnexpectedSyntax         |
      | MATCH (n) SET n.a RETURN n                    | UnexpectedSyntax         |
      | MATCH (n) SET n.a == 1                        | UnexpectedSyntax         |
      | MATCH (n) REMOVE n                            | UnexpectedSyntax         |
      | MATCH (n) DELETE                              | UnexpectedSyntax         |
      | MATCH (n) DETACH n                            | UnexpectedSyntax         |
      | MERGE (n) ON SET n.a = 1                      | UnexpectedSyntax         |
      | MERGE (n) ON CREATE n.a = 1                   | UnexpectedSyntax         |
      | MERGE (a), (b)                                | UnexpectedSyntax         |
      | CREATE                                        | UnexpectedSyntax         |
      | CREATE :A                                     | UnexpectedSyntax         |
      | OPTIONAL (n) RETURN n                         | UnexpectedSyntax         |
      | MATCH (n) RETURN n; RETURN 1                  | UnexpectedSyntax         |
      | RETURN $                                      | UnexpectedSyntax         |
      | RETURN 1 UNION                                | UnexpectedSyntax         |
      | UNION RETURN 1                                | UnexpectedSyntax         |
      | RETURN 1 /* comment without an end            | UnexpectedSyntax         |
      | RETURN 1 # 2                                  | UnexpectedSyntax         |
      | RETURN 1 ? 2                                  | UnexpectedSyntax         |
      | RETURN 1 ~ 2                                  | UnexpectedSyntax         |
      | RETURN \\                                     | UnexpectedSyntax         |
      | RETURN foo(1)                                 | UnknownFunction          |
      | RETURN toUper('a')                            | UnknownFunction          |
      | MATCH (n) WHERE foo(n) RETURN n               | UnknownFunction          |
      | RETURN a.b.c(1)                               | UnknownFunction          |
      | RETURN size()                                 | InvalidNumberOfArguments |
      | RETURN size([1], [2])                         | InvalidNumberOfArguments |
      | RETURN count()                                | InvalidNumberOfArguments |
      | RETURN coalesce()                             | InvalidNumberOfArguments |
      | RETURN range(1)                               | InvalidNumberOfArguments |
      | RETURN range(1, 2, 3, 4)                      | InvalidNumberOfArguments |
      | RETURN substring('a')                         | InvalidNumberOfArguments |
      | RETURN replace('a', 'b')                      | InvalidNumberOfArguments |
      | RETURN sum(1, 2)                              | InvalidNumberOfArguments |
      | RETURN percentileCont(1)                      | InvalidNumberOfArguments |
      | RETURN rand(1)                                | InvalidNumberOfArguments |
      | RETURN pi(1)                                  | InvalidNumberOfArguments |
      | RETURN 42 – 41                                | InvalidUnicodeCharacter  |
      | RETURN 42 — 41                                | InvalidUnicodeCharacter  |
      | RETURN 42 − 41                                | InvalidUnicodeCharacter  |
      | RETURN “a”                                    | InvalidUnicodeCharacter  |
      | RETURN ‘a’                                    | InvalidUnicodeCharacter  |

  Scenario Outline: Clauses that cannot follow each other
    Given any graph
    When executing query:
      """
      <statement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | statement                                             | detail                   |
      | MATCH (n)                                             | InvalidClauseComposition |
      | OPTIONAL MATCH (n)                                    | InvalidClauseComposition |
      | UNWIND [1] AS x                                       | InvalidClauseComposition |
      | WITH 1 AS x                                           | InvalidClauseComposition |
      | MATCH (n) WITH n                                      | InvalidClauseComposition |
      | RETURN 1 AS x RETURN 2 AS x                           | InvalidClauseComposition |
      | RETURN 1 AS x MATCH (n) RETURN n                      | InvalidClauseComposition |
      | RETURN 1 AS x CREATE ()                               | InvalidClauseComposition |
      | CREATE (n) MATCH (m) RETURN m                         | InvalidClauseComposition |
      | MERGE (n) MATCH (m) RETURN m                          | InvalidClauseComposition |
      | CREATE (n) UNWIND [1] AS x RETURN x                   | InvalidClauseComposition |
      | MATCH (n) SET n.a = 1 MATCH (m) RETURN m              | InvalidClauseComposition |
      | MATCH (n) DELETE n MATCH (m) RETURN m                 | InvalidClauseComposition |
      | RETURN 1 AS x UNION CREATE ()                         | DifferentColumnsInUnion  |
      | CREATE () UNION RETURN 1 AS x                         | DifferentColumnsInUnion  |
      | FOREACH (x IN [1] \| MATCH (n))                       | InvalidClauseComposition |
      | FOREACH (x IN [1] \| RETURN x)                        | InvalidClauseComposition |
      | FOREACH (x IN [1] \| WITH x CREATE ())                | InvalidClauseComposition |
      | MATCH (n) WHERE EXISTS { MATCH (n) SET n.a = 1 } RETURN n | InvalidClauseComposition |
      | MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n        | InvalidClauseComposition |
      | RETURN COUNT { CREATE (m) RETURN m } AS x             | InvalidClauseComposition |
      | RETURN COLLECT { MERGE (m) RETURN m } AS x            | InvalidClauseComposition |
      | RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a | InvalidClauseComposition |
