"""Terms, definitions, symbols and abbreviated terms."""
