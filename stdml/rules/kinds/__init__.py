"""Rules about what a standard of a certain kind consists of."""
