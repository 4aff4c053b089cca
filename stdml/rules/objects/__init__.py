"""Rules on figures, tables, formulas, notes, examples and footnotes."""
