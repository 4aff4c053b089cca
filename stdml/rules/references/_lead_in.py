"""The fixed words at the head of the normative references, and what stands there."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from stdml.model import Clause, List, Paragraph
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.rules.references._entries import squeezed
from stdml.text.patterns import lazy

_data = json.loads((files("stdml.rules") / "data" / "references-lead-in.json").read_text(encoding="utf-8"))
LEAD_IN: dict[str, str] = _data["lead_in"]
"""The introduction of a list by language (GB/T 1.1—2020, 8.6.2; ISO/IEC Directives 2, 15.5.2)."""
NONE: dict[str, str] = _data["none"]
"""What stands in the place of an empty list."""
_width = str.maketrans("，。；：（）,;:()", ",.;:(),;:()")
# 本标准 and its kin are for the rule on how a document names itself.
_self = lazy("本(?:标准|部分|规范|规程|指南|导则)")


def _plain(text: str) -> str:
    return _self.sub("本文件", squeezed(text)).translate(_width).lower()


_lead_ins = {language: _plain(words) for language, words in LEAD_IN.items()}
_nones = {language: _plain(words) for language, words in NONE.items()}
_openings = {language: tuple(map(_plain, words)) for language, words in _data["openings"].items()}


def introduction(clause: Clause, ctx: Context) -> tuple[list[Prose], Any | None]:
    """Return the paragraphs before the first entry of a list of references, and the first entry, if any."""
    listed = {id(entry.node) for entry in ctx.facts.cited.entries if entry.clause is clause}
    before: list[Prose] = []
    for block in clause.blocks:
        if id(block) in listed or isinstance(block, List):
            return before, block
        if isinstance(block, Paragraph) and block.children:
            prose = Prose(block, "children", False)
            if squeezed(prose.text):
                before.append(prose)
    first = next((entry.node for entry in ctx.facts.cited.entries if id(entry.node) in listed), None)
    return before, first


def is_lead_in(text: str, language: str) -> bool:
    """Whether words are those that introduce a list."""
    return _plain(text) == _lead_ins[language]


def is_none(prose: Prose, language: str) -> bool:
    """Whether a paragraph says that there are no normative references, in the fixed words."""
    return _plain(prose.text) == _nones[language]


def looks_like_lead_in(text: str, language: str) -> bool:
    """Whether words are an introduction of an earlier rule book, or one that was changed."""
    return _plain(text).startswith(_openings[language])
