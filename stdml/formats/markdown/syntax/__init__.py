"""The syntax rules that the dialect adds to CommonMark, one construct a module."""
