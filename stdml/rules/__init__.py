"""Drafting rules: one module each, found by scanning."""
