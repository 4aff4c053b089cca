"""Formats: one module each, found by scanning this package and the entry point `stdml.formats`."""
