"""Print the table of costs: `python -m bench [--rounds N] [ROW …]`."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterable
from subprocess import CalledProcessError

import stdml
from bench.rows import ROWS, Row

HEADER = ("work", "cost", "against", "figure", "reach", "")


def main() -> None:
    """Measure the rows asked for, all of them by default, and print them as a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"one of: {', '.join(ROWS)}")
    parser.add_argument("--rounds", type=int, default=7, help="rounds in which the contenders take turns")
    arguments = parser.parse_args()
    if unknown := set(arguments.rows) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    print(
        f"CPU time, median of {arguments.rounds} interleaved rounds, "
        f"Python {platform.python_version()}, {platform.machine()}\n"
    )
    _print_cells(HEADER)
    _print_cells(["---"] * len(HEADER))
    for name in arguments.rows or ROWS:
        try:
            _print_rows(ROWS[name](arguments.rounds))
        except (ImportError, stdml.StdmlError, CalledProcessError) as error:
            # A part of the library that is not there has no cost; the other rows still do.
            _print_cells((name, "—", f"not available: {error}", "—", "—", ""))


def _print_rows(rows: Iterable[Row]) -> None:
    for row in rows:
        reach = "—" if row.reach is None else f"≤ {row.reach:g} {row.unit}"
        verdict = "" if row.reach is None else "yes" if row.value <= row.reach else "NO"
        _print_cells((row.work, row.cost, row.against, f"{row.value:.2f} {row.unit}", reach, verdict))


def _print_cells(cells: Iterable[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
