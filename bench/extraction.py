"""How well limits and verbal forms are found: `python -m bench.extraction [--held-out] [--wrong]`.

Measured on labelled sentences of Chinese fire codes (zhouyc98/auto-rule-transform, MIT), which are looked for
beside the repository or where STDML_SHARED points, and on the labelled sentences of the tests. A fifth of the
sentences, chosen by a hash of their words, is held out: it was not looked at while the rules were written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from stdml.text import modals
from stdml.text.comparators_zh import comparators
from stdml.text.limits import Limit, read
from stdml.text.numbers import narrow
from stdml.text.quantities import Quantity, match_quantity

REPO = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("STDML_SHARED", REPO.parent / "shared"))
CORPUS = SHARED / "corpora" / "zh-fire-code" / "train.jsonl"
LABELLED = REPO / "tests" / "data" / "modality.jsonl"

_GREATER = "大于|高于|多于|超过|长于"
_LESS = "小于|低于|少于|短于"
_compares = re.compile(f"{_GREATER}|{_LESS}|等于|[≤≥<>]")
_numeric = re.compile(r"[\d±（(]|[一二两三四五六七八九十]+(?:个|次|倍|人|层|支|台|套|只|天|年)")
_KINDS = frozenset(("number", "range", "tolerance", "ratio", "multiple", "dimensions"))

Key = tuple[str, str, str]


@dataclass(slots=True)
class Score:
    """How many were right, too many and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, expected: Iterable[Any], found: Iterable[Any], text: str) -> None:
        """Count one sentence."""
        first, second = Counter(expected), Counter(found)
        self.right += (first & second).total()
        self.extra += (second - first).total()
        self.missed += (first - second).total()
        if first != second:
            self.wrong.append(f"{text}\n   missed {list(first - second)}\n   extra {list(second - first)}")

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def sentences(held_out: bool) -> list[dict[str, Any]]:
    """Return the labelled sentences of one part of the corpus."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if _is_held_out(row["text"]) == held_out]


def _is_held_out(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 5 == 0


def _operator(words: str) -> str:
    """Return what a labelled comparator comes to, by counting its negations."""
    greater, less = re.search(_GREATER, words), re.search(_LESS, words)
    if not (greater or less):
        return "=="
    op = ">" if greater else "<"
    if words.count("不") % 2:
        return "<=" if greater else ">="
    return op + "=" if "等于" in words else op


def labelled(row: dict[str, Any]) -> list[tuple[str, str, Quantity]]:
    """Return property, operator and value of each numeric limit that a sentence is labelled with."""
    text, spans = row["text"], sorted(row["spans"])
    found = []
    for index, (start, end, label) in enumerate(spans):
        if label != "cmp":
            continue
        after = next((one for one in spans[index + 1 :] if one[2] in ("cmp", "Rprop", "ARprop")), None)
        if after is None or after[2] != "Rprop" or not _numeric.match(words := text[after[0] : after[1]]):
            continue
        value = match_quantity(words, 0)
        if value is None or value.kind not in _KINDS:
            continue
        prop = next((one for one in reversed(spans[:index]) if one[2] == "prop"), None)
        prop = prop or next((one for one in spans[index:] if one[2] == "prop"), None)
        found.append((text[prop[0] : prop[1]] if prop else "", _operator(text[start:end]), value))
    return found


def _key(op: str, value: Quantity) -> Key:
    if value.kind in ("range", "tolerance", "dimensions", "ratio"):
        written = "/".join((value.value, value.lower, value.upper, value.nominal, value.plus, *value.values))
        return "", written, _unit(value)
    number = value.factor if value.factor is not None and value.unit is None else Fraction(value.value)
    return op, str(number), _unit(value)


def _unit(value: Quantity) -> str:
    return value.unit.ucum if value.unit else ""


def keys(limit: Limit) -> list[Key]:
    """Return what a limit that was found comes to, a range made of two bounds as both."""
    if limit.factor and limit.value is None:
        share = Fraction(limit.factor)
        return [(limit.op, str(share), "")] if share != 1 else []
    if limit.value is None or limit.value.kind not in _KINDS:
        return []
    found = [_key(limit.op, limit.value)]
    if limit.upper is not None and limit.upper_op is not None:
        found.append(_key(limit.upper_op, limit.upper))
    return found


def _expected(op: str, value: Quantity, limits: list[Limit]) -> Key:
    key = _key(op, value)
    if value.unit is not None and value.unit.ucum == "%":
        # A share of something is found as its multiple.
        share = Fraction(value.value) / 100 if value.kind == "number" else None
        if share is not None and any(limit.factor and Fraction(limit.factor) == share for limit in limits):
            return op, str(share), ""
    return key


def measure(held_out: bool) -> dict[str, Score]:
    """Return the scores of one part of the corpus."""
    scores = {name: Score() for name in ("limits", "comparators", "tuples")}
    for row in sentences(held_out):
        text = row["text"]
        limits = read(text).limits
        truth = labelled(row)
        expected = [_expected(op, value, limits) for _, op, value in truth]
        once = {(limit.start, limit.end): limit for limit in limits}
        scores["limits"].add(expected, [key for limit in once.values() for key in keys(limit)], text)
        names = {(key, limit.name) for limit in limits for key in keys(limit)}
        said = [(key, prop) for key, (prop, _, _) in zip(expected, truth, strict=True)]
        scores["tuples"].add(said, [one for one in said if one in names], f"{text}\n   found {names}")
        cmps = [
            (text[start:end], _operator(text[start:end]))
            for start, end, label in row["spans"]
            if label == "cmp" and _compares.search(text[start:end])
        ]
        found = [(text[one.start : one.end], one.op) for one in comparators(text)]
        scores["comparators"].add(
            cmps, [one for one in found if one in cmps], f"{narrow(text)}\n   found {found}"
        )
    return scores


def modality() -> Score:
    """Return the score of verbal forms on the labelled sentences of the tests, in both languages."""
    score = Score()
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = modals.find(case["text"], case["language"], case["rfc2119"])
        score.add(case["forms"], [one.form for one in found], case["text"])
    return score


def main() -> None:
    """Print the figures as a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="measure the part that was held out, too")
    parser.add_argument(
        "--wrong", metavar="SCORE", help="list what is wrong in the part that may be looked at"
    )
    arguments = parser.parse_args()
    print("| part | measured | precision | recall | F1 | labels |\n|---|---|---|---|---|---|")
    if CORPUS.exists():
        parts = [("open", False), ("held out", True)] if arguments.held_out else [("open", False)]
        for name, held_out in parts:
            for what, score in measure(held_out).items():
                _print(name, what, score)
                if arguments.wrong == what and not held_out:
                    print("\n".join(score.wrong))
    _print("own sentences", "modality", modality())


def _print(part: str, what: str, score: Score) -> None:
    labels = score.right + score.missed
    precision = "" if what in ("comparators", "tuples") else f"{score.precision:.3f}"
    print(f"| {part} | {what} | {precision} | {score.recall:.3f} | {score.f1:.3f} | {labels} |")


if __name__ == "__main__":
    main()
