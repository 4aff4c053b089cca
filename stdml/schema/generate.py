"""Write the schemas and their reference: `python -m stdml.schema.generate`; `--check` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

from stdml.schema.grammar import grammar
from stdml.schema.json_schema import json_schema
from stdml.schema.reference import reference
from stdml.schema.relaxng import compact, relax_ng
from stdml.schema.xsd import xml_schema

ROOT = Path(__file__).parents[2]


def outputs() -> dict[str, str]:
    """Return the text of each generated file by its path in the repository."""
    tree = grammar()
    return {
        "schemas/stdml.rng": relax_ng(tree),
        "schemas/stdml.rnc": compact(tree),
        "schemas/stdml.xsd": xml_schema(),
        "schemas/stdml.schema.json": json_schema(),
        "docs/schema.md": reference(),
    }


def main(arguments: list[str]) -> int:
    """Write the files, or with --check return 1 if one of them is not what the model says."""
    drifted = 0
    for name, text in outputs().items():
        path = ROOT / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            drifted = 1
            print(f"{name}: not what the model says; run python -m stdml.schema.generate", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return drifted


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
