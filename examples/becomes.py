"""What the examples become: `python examples/becomes.py` writes it beside them, `--check` tells whether it is
current.

The files are there for people to look at; nothing reads them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import stdml

HERE = Path(__file__).parent
SUFFIXES = (".stdml.xml", ".stdml.json", ".html")
COMPARED = (".xml", ".json")
"""A page also depends on the versions of the libraries that colour code and set formulas."""


def write(folder: Path) -> list[Path]:
    """Convert every example to every format into `folder`; return the files."""
    written = []
    for source in sorted(HERE.glob("*.*.md")):
        for suffix in SUFFIXES:
            target = folder / (source.stem + suffix)
            stdml.convert(source, target)
            written.append(target)
    return written


def stale(folder: Path) -> list[str]:
    """Return the names of the files in `folder` that are missing or differ from what the examples become."""
    with tempfile.TemporaryDirectory() as fresh:
        return [
            path.name
            for path in write(Path(fresh))
            if path.suffix in COMPARED
            and (not (folder / path.name).exists() or (folder / path.name).read_bytes() != path.read_bytes())
        ]


def main() -> int:
    folder = HERE / "becomes"
    if "--check" in sys.argv[1:]:
        names = stale(folder)
        if names:
            print("stale, run python examples/becomes.py:", *names)
        return bool(names)
    folder.mkdir(exist_ok=True)
    write(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
