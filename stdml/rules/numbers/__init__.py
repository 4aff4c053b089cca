"""Rules about the numbers of clauses, numbers, units and punctuation."""
