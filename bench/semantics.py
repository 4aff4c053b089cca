"""What verification and comparison cost: `python -m bench.semantics`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bench.measure import interleave
from bench.rows import Row
from stdml.semantics.compare import compare
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.results import Result
from stdml.semantics.verify import verify

DECISIONS = 20_000
INDICATORS = 2_000


def verification(rounds: int) -> Iterator[Row]:
    """Yield how many decisions a second are made: other units, uncertainties and two samples among them."""
    demands = [
        _demand(n, Indicator(id=f"p{n}", name=f"参数{n}", op="<=", value=f"{n}.50", written_unit="mg/L"))
        for n in range(500)
    ]
    results = [
        Result(
            f"参数{n % 500}", f"{n % 700}.{n % 97:02d}", "g/L" if n % 3 else "mg/L", f"S{n // 500}",
            uncertainty="" if n % 5 else "0.1",
        )
        for n in range(DECISIONS)
    ]  # fmt: skip
    seconds = interleave({"verify": lambda: verify(demands, results)}, rounds)["verify"]
    rate = DECISIONS / seconds
    yield Row(
        "20,000 decisions",
        f"{seconds:.2f} s",
        "10,000 a second",
        10_000 / rate,
        1.0,
        f"× ({rate:,.0f} a second)",
    )


def comparison(rounds: int) -> Iterator[Row]:
    """Yield what two standards with 2,000 indicators each cost: with classes, and all of one name."""
    first, second = [_by_class(factor) for factor in (1, 2)]
    alike = [_of_one_name(suffix) for suffix in ("甲", "乙")]
    times = interleave(
        {"classes": lambda: compare(first, second), "one name": lambda: compare(*alike)}, rounds
    )
    for name, seconds in times.items():
        yield Row(f"compare 2 × 2,000 indicators, {name}", f"{seconds:.2f} s", "—", seconds, 5.0, "s")


def _demand(at: int, indicator: Indicator) -> Demand:
    return Demand(id=f"r{at}", clause=f"5.{at}", modality="requirement", parameters=[indicator])


def _by_class(factor: int) -> list[Demand]:
    return [
        _demand(n, Indicator(
            name=f"参数{n // 4}号浓度", subject=f"设备{n % 50}", op="<=", value=f"{n}.{n * factor % 10}",
            written_unit="mg/L" if factor == 1 else "g/L", classes={"类别": f"{n % 4}类"},
        ))
        for n in range(INDICATORS)
    ]  # fmt: skip


def _of_one_name(suffix: str) -> list[Demand]:
    return [
        _demand(n, Indicator(
            name="高度", subject=f"构件{n}{suffix if n % 2 else ''}", op="<=", value=str(n),
            written_unit="mm",
        ))
        for n in range(INDICATORS)
    ]  # fmt: skip


def main() -> None:
    """Print the rows as a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.semantics", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print("| work | cost | against | figure | reach | |\n| --- | --- | --- | --- | --- | --- |")
    for row in (*verification(rounds), *comparison(rounds)):
        verdict = "yes" if row.reach is not None and row.value <= row.reach else "NO"
        print(
            f"| {row.work} | {row.cost} | {row.against} | {row.value:.2f} {row.unit} "
            f"| ≤ {row.reach} | {verdict} |"
        )


if __name__ == "__main__":
    main()
