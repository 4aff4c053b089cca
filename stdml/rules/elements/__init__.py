"""Which elements a standard has, in what order and of what, and how its clauses are divided."""
