"""What verifying and comparing the example prints: `python examples/water/becomes.py` writes it to
`becomes/`, `--check` tells whether it is current. The documentation shows these files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
COMMANDS = {
    "verify.txt": ["verify", "local.zh.md", "--data", "results.csv"],
    "verify.en.txt": ["verify", "local.zh.md", "--data", "results.csv", "--lang", "en"],
    "verify.json": ["verify", "local.zh.md", "--data", "results.csv", "--format", "json"],
    "verify.junit.xml": ["verify", "local.zh.md", "--data", "results.csv", "--format", "junit"],
    "compare.txt": ["compare", "local.zh.md", "national.zh.md", "--align", "align.csv"],
    "compare.en.txt": ["compare", "local.zh.md", "national.zh.md", "--align", "align.csv", "--lang", "en"],
    "compare.md": ["compare", "local.zh.md", "national.zh.md", "--align", "align.csv", "--format", "md"],
    "metrics.txt": ["check", "local.zh.md", "--metrics"],
}


def printed(arguments: list[str]) -> bytes:
    """Return what a command prints; its time of printing is fixed, so that nothing differs by itself."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1775000000", "PYTHONPATH": str(HERE.parents[1])}
    command = [sys.executable, "-m", "stdml", *arguments]
    return subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=False).stdout


def stale(folder: Path) -> list[str]:
    """Return the names of the files that are missing or differ from what is printed."""
    return [
        name
        for name, arguments in COMMANDS.items()
        if not (folder / name).exists() or (folder / name).read_bytes() != printed(arguments)
    ]


def main() -> int:
    folder = HERE / "becomes"
    if "--check" in sys.argv[1:]:
        names = stale(folder)
        if names:
            print("stale, run python examples/water/becomes.py:", *names)
        return bool(names)
    folder.mkdir(exist_ok=True)
    for name, arguments in COMMANDS.items():
        (folder / name).write_bytes(printed(arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main())
