CALL polgraph.conflicts() YIELD entity, predicate WHERE entity IS NOT NULL RETURN *
