RETURN CASE 1 WHEN 1, 2 THEN 'a' WHEN null THEN 'b' ELSE 'c' END, CASE WHEN null THEN 1 END, 1 < 2 < 3, NOT true XOR false, null IN [null], [1, null] = [1, null]
