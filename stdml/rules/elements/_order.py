"""The elements of a standard and their order (GB/T 1.1—2020, table 3; ISO/IEC Directives 2, Table 2)."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model import Clause, Document, plain_text
from stdml.text.patterns import lazy

_annex = lazy(r"附录[一二三四五六七八九十A-Z]")
_typed = lazy(r"\A[0-9][0-9.]*[.、\s]*")
ORDER = {
    name: place
    for place, name in enumerate(
        (
            "contents", "foreword", "introduction", "scope", "normative-references", "terms", "symbols",
            "clause", "annex", "bibliography", "index",
        )
    )
}  # fmt: skip
"""The place of each type of clause among the others."""


@cache
def _data() -> dict[str, Any]:
    text = (files("stdml.rules") / "data" / "element-titles.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@cache
def wrong_titles() -> dict[str, tuple[str, str]]:
    """Return what some drafters write over an element → its type and its title."""
    data = _data()
    found: dict[str, tuple[str, str]] = {}
    for language in ("zh", "en"):
        for kind, titles in data[language].items():
            right = data["right"][language][kind]
            found.update({title: (kind, data["exact"].get(title, right)) for title in titles})
    return found


def title_of(clause: Clause) -> str:
    """Return the words of a title, without the spaces that stretch a Chinese one."""
    words = plain_text(clause.title).strip()
    return words if words.isascii() else "".join(words.split())


def element_type(clause: Clause) -> str:
    """Return which element a clause is, also where its title is not the fixed one."""
    if clause.type != "clause":
        return clause.type
    title = _typed.sub("", title_of(clause))
    if _annex.match(title):
        # Its heading has a wrong form.
        return "annex"
    found = wrong_titles().get(title)
    return found[0] if found else _right_titles().get(title, "clause")


@cache
def _right_titles() -> dict[str, str]:
    """Return the fixed titles and their types; a number that was not understood may stand before one."""
    data = _data()["right"]
    return {title: kind for language in data for kind, title in data[language].items()}


def elements_of(document: Document) -> Iterator[tuple[Clause, str]]:
    """Yield the elements with their types; headings that belong to the cover are left out.

    Before the first element with a fixed title, a heading without a number or without text repeats the title
    of the document or is part of the cover.
    """
    begun = False
    for clause in document.clauses:
        if not isinstance(clause, Clause):
            continue
        kind = element_type(clause)
        begun = begun or kind != "clause"
        if begun or (clause.numbered and (clause.blocks or clause.clauses)):
            yield clause, kind


def misplaced(elements: list[tuple[Clause, str]]) -> list[tuple[Clause, str]]:
    """Return the fewest elements that have to move so that all stand in their order."""
    places = [ORDER[kind] for _, kind in elements]
    # The longest run that does not decrease: for each length the element that ends it lowest.
    lowest: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_right(lowest, place)
        before.append(ends[at - 1] if at else -1)
        lowest[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    kept = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [element for index, element in enumerate(elements) if index not in kept]
