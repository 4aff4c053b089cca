"""Rules on annexes and the index."""
