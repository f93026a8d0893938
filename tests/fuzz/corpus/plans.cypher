EXPLAIN MATCH (n:A {id: 1})-[:T]->(m) RETURN m.name, count(*) ORDER BY m.name LIMIT 3
