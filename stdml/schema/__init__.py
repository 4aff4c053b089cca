"""The schemas of the XML and JSON spellings, generated from the model by `stdml.schema.generate`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

FILES = {"xml": "stdml.rng", "rnc": "stdml.rnc", "xsd": "stdml.xsd", "json": "stdml.schema.json"}
"""The kinds of schema, and the file of each."""


def load(kind: str) -> str:
    """Return the text of a schema: "xml" (RELAX NG), "rnc" (its compact form), "xsd" or "json"."""
    name = FILES[kind]
    packed = files(__package__).joinpath("data", name)
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    # A checkout has them in a folder of its own beside the package.
    return (Path(__file__).parents[2] / "schemas" / name).read_text(encoding="utf-8")
