MATCH p = (a:A) ((x)-[r:T WHERE r.i > 0]->(y) WHERE x.i < y.i){1,3} (b) RETURN a, [n IN x | n.i], length(p)
