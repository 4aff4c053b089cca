"""What each rule costs: `python -m bench.rules [--profile NAME] [FILE …]`, the dearest first.

Every rule is timed around each call, so the figures tell rules apart but add up to more than a run takes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import stdml
from bench import corpus
from stdml.rules import engine

SHOWN = 25


def cost(document: stdml.Document, profile: str) -> dict[str, tuple[float, int]]:
    """Return the seconds and the calls of each rule in one check of a document."""
    spent: dict[str, float] = defaultdict(float)
    calls: dict[str, int] = defaultdict(int)

    def timed(name: str, check: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
        def run(node: Any, context: Any) -> list[Any]:
            start = perf_counter()
            found = list(check(node, context))
            spent[name] += perf_counter() - start
            calls[name] += 1
            return found

        return run

    original = engine._Active.__init__

    def wrapped(self: Any, rule: Any, context: Any) -> None:
        original(self, rule, context)
        self.check = timed(rule.name, rule.check)

    engine._Active.__init__ = wrapped  # type: ignore[method-assign]
    try:
        stdml.check(document, profile)
    finally:
        engine._Active.__init__ = original  # type: ignore[method-assign]
    return {name: (spent[name], calls[name]) for name in spent}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--profile", default="gbt-1.1")
    arguments = parser.parse_args()
    documents = [stdml.load(path) for path in arguments.files] or [stdml.loads(corpus.standard(200 * 1024))]
    total: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for document in documents:
        stdml.check(document, arguments.profile)
        for name, (seconds, calls) in cost(document, arguments.profile).items():
            total[name][0] += seconds
            total[name][1] += calls
    for name, (seconds, calls) in sorted(total.items(), key=lambda item: -item[1][0])[:SHOWN]:
        print(f"{seconds * 1000:8.1f} ms {int(calls):8d} calls  {name}")
    print(f"{sum(seconds for seconds, _ in total.values()) * 1000:8.1f} ms in {len(total)} rules")


if __name__ == "__main__":
    main()
