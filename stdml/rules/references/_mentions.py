"""Where the text names standards, and in what sense it names them.

What a normative citation is follows GB/T 1.1—2020, 9.5.4.2.1, and ISO/IEC Directives 2, 15.5.3. Where the
words do not decide it, the sense stays open, so that no rule draws a conclusion from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from stdml.model import Citation, Provision
from stdml.rules.prose import Prose
from stdml.text import citations, modals
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber, find_all, key, parse

Sense = Literal["normative", "informative", "open"]
Place = Literal["body", "terms", "scope", "front", "informative", "note", "source", "example"]
_NORMATIVE_PLACES = frozenset(("body", "terms"))
_INFORMATIVE_PLACES = frozenset(("note", "source", "informative"))

# What stands right before a number, or right after it.
_points = lazy(r"(?:参见|详见|参阅|参考|见|(?<![a-z])(?:see(?: also)?|refer to|cf\.?))\s?\Z", re.I)
# 见 somewhere before in the same part of the sentence, as in 见《手册》和GB/T 1.
_points_before = lazy(r"(?<![可意常少罕偏])见(?![证解习识面效])[^，。；,;]{0,40}\Z")
_informs = lazy(
    r"(?<![a-z])(?:guidance|information|examples?|details?)(?![a-z])[^.;]{0,40}"
    r"(?<![a-z])(?:given|provided|found|described|available) in\s\Z",
    re.I,
)
_offers = lazy(r"\s?(?:给出|提供|介绍)了|\s(?:gives|provides|contains) (?:guid|inform|exampl)", re.I)
_follows = lazy(
    r"(?:按照|按|依照|符合|遵守|执行)\s?\Z"
    r"|(?<![a-z])(?:in accordance with|according to|as specified in|conform(?:s|ing)? to"
    r"|compl(?:y|ies) with)\s\Z"
)
_defines = lazy(r"\s?(?:中)?(?:界定|确立)的|.{0,120}\bapply\b")
_chain = lazy(r"(?:[\s、，,和及与或以～~至中的第章条表图\d.]|and|or|to){0,16}\Z")
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names a standard.

    Attributes:
        prose: the running text
        start, end: where the number stands in it
        number: the number
        part: whether a part of that standard is meant: a clause, a table, an annex
        until: where the words end that name the part, else `end`
        sense: whether it is cited normatively, informatively, or one cannot tell
        place: what it stands in
    """

    prose: Prose
    start: int
    end: int
    number: StandardNumber
    part: bool
    until: int
    sense: Sense
    place: Place

    @property
    def key(self) -> str:
        """The number without its year, in a form in which two spellings are equal."""
        return key(self.number.undated, dated=False)

    @property
    def locality(self) -> str:
        """The words behind the number that name the part."""
        return self.prose.text[self.end : self.until]

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks or in the title of a work."""
        return self.prose.unquoted[self.start] != self.prose.text[self.start]


def mentions(prose: Prose, place: Place, guide: bool) -> Iterator[Mention]:
    """Yield the places where running text names a standard.

    Args:
        prose: the running text
        place: what it stands in
        guide: whether the document is a guide, in which recommendations cite normatively
    """
    yield from _Reading(prose, place, guide).mentions()
    for start, end, node in prose.of(Citation):
        # The words of a citation need not name the standard; then its author did.
        number = parse(node.identifier) if node.identifier else None
        if number is not None and next(find_all(prose.text[start:end]), None) is None:
            yield Mention(prose, start, end, number, bool(node.locality), end, "open", place)


class _Reading:
    """One running text and what is computed of it only once, however many standards it names."""

    def __init__(self, prose: Prose, place: Place, guide: bool) -> None:
        self.prose = prose
        self.text = prose.text
        self.place = place
        self.wanted = ("requirement", "recommendation") if guide else ("requirement",)
        self._forms: dict[int, list[modals.Modal]] = {}

    def mentions(self) -> Iterator[Mention]:
        numbers = list(find_all(self.text))
        keys = frozenset(key(number.undated, dated=False) for number in numbers)
        cited = [one for one in citations.find(self.text, keys, frozenset()) if one[2] == "citation"]
        ends = [end for _, end, _ in cited]
        before: Mention | None = None
        for number in numbers:
            start, end = number.start, number.end
            at = bisect_right(ends, end - 1)
            if at < len(cited) and cited[at][0] <= start:
                start, end = cited[at][0], cited[at][1]
            sense = self._sense(number, start, end, before)
            part = start < number.start or end > number.end
            before = Mention(
                self.prose, number.start, number.end, number, part, max(end, number.end), sense, self.place
            )
            yield before

    def _sense(self, number: StandardNumber, start: int, end: int, before: Mention | None) -> Sense:
        between = self.text[before.until : start] if before and start - before.until <= _NEAR else None
        chained = between is not None and _chain.match(between)
        if before and chained and self._sentence(before.start) == self._sentence(start):
            # "GB/T 1 和 GB/T 2": what holds of the first holds of the others.
            return before.sense
        if self.prose.unquoted[number.start] != self.text[number.start]:
            return "open"
        if self.place in _INFORMATIVE_PLACES or self._is_pointed_at(start, end):
            return "informative"
        if self.place not in _NORMATIVE_PLACES:
            return "open"
        if self.place == "terms":
            return "normative" if _defines.match(self.text, end) else "open"
        follows = _follows.search(self.text, max(0, start - _NEAR), start) is not None
        modality = self._modality(start)
        if modality is None:
            return "normative" if follows else "open"
        return "normative" if modality in self.wanted and (follows or not _is_weak(number)) else "open"

    def _is_pointed_at(self, start: int, end: int) -> bool:
        text = self.text
        return bool(
            _points.search(text, max(0, start - _NEAR), start)
            or _offers.match(text, end)
            or _points_before.search(text, max(0, start - 42), start)
            or _informs.search(text, max(0, start - 80), start)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.prose.sentences]

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at)

    @cached_property
    def _provisions(self) -> list[tuple[int, int, Provision]]:
        return sorted(self.prose.of(Provision), key=lambda piece: piece[:2])

    def _modality(self, at: int) -> str | None:
        """Return what the words before a number convey: by the last verbal form, else by the first after."""
        index = bisect_right(self._provisions, at, key=lambda piece: piece[0]) - 1
        if index < 0 or at >= self._provisions[index][1]:
            return None
        start, end, provision = self._provisions[index]
        forms = self._forms.get(start)
        if forms is None:
            language = "zh" if self.prose.chinese else "en"
            forms = self._forms[start] = modals.find(self.text[start:end], language)
        last = bisect_right(forms, at - start - 1, key=lambda form: form.start) - 1
        return forms[last].modality if last >= 0 else provision.modality


def _is_weak(number: StandardNumber) -> bool:
    """Whether what looks like a number of a standard may be a model or a file: SAE 30, API 3."""
    if number.year is not None or number.part is not None:
        return False
    return number.family in ("foreign", "industry") and "/" not in number.prefix
