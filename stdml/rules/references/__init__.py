"""Rules on lists of references, on citing other documents, and on referring to parts of one's own."""
