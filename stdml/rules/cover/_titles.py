"""The titles of a document and their elements (GB/T 1.1—2020, 6.1; ISO/IEC Directives 2, clause 11)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model import Metadata
from stdml.text.patterns import lazy

HAN = "\u4e00-\u9fff"
_gap = lazy(rf"\u3000+|(?<=[{HAN}）)]) +(?=[{HAN}])")
_dash = lazy(r"\s?(?:—+|--+)\s?|\s[-–]\s")
_part = lazy(r"(?:第\s*[\d一二三四五六七八九十]+(?:-\d+)?\s*部分|Part\s+\d+(?:-\d+)*)\s*[:：]?\s*\Z", re.I)


@cache
def words() -> dict[str, Any]:
    """Return the words of titles by the kind of document (GB/T 1.1—2020, table 1)."""
    text = (files("stdml.rules") / "data" / "titles.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def titles(metadata: Metadata, language: str) -> Iterator[list[str]]:
    """Yield the titles in a language (zh, en, fr) as they were written."""
    for tag, elements in metadata.title.items():
        if tag.lower().replace("_", "-").split("-")[0] == language:
            yield elements


def elements_of(written: list[str]) -> list[str]:
    """Return the elements of a title: those that were listed, each cut where a gap or a dash divides it.

    >>> elements_of(["水泵　规范"]), elements_of(["Pumps — Part 2: Tests"]), elements_of(["第1部分： 总则"])
    (['水泵', '规范'], ['Pumps', 'Part 2: Tests'], ['第1部分： 总则'])
    """
    found: list[str] = []
    for text in written:
        pieces = _gap.split(text) if re.search(f"[{HAN}]", text) else _dash.split(text)
        for piece in pieces:
            if found and _part.search(found[-1]):
                found[-1] += piece
            elif piece.strip():
                found.append(piece.strip())
    return found
