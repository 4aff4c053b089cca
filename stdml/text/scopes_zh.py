"""Which part of a Chinese sentence governs which: segments, verbal forms, conditions, exceptions, methods."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from stdml.text import modals, standards
from stdml.text.characteristics import Phrase, split, without_label

_delimiter = re.compile(r"[，；;。：！？\n]|,(?!\d{3})|:(?!\d)|(?<!\d):")
_WHEN = (
    r"(?:(?<![同及小临定按实随暂])时(?![间候刻段长速期效延限常])|(?:的)?情况下|条件下|状态下|工况下|环境下"
    r"|环境中|前提下"
    r"|情形下|场合下?|期间|过程中|温度下|电压下|负载下|载荷下|压力下)"
)
_when_end = re.compile(
    rf"[^，。；！？\n]{{0,30}}?{_WHEN}(?=[，,、：:]|[^，。；]{{0,6}}(?:应|宜|不|可|均|其)|.)"
)
_when_segment = re.compile(rf"{_WHEN}\Z")
_opens = re.compile(r"\A(?:但|且|并)?(?:当|如果|如(?!图|表|下)|若(?!干)|遇(?!到水)|一旦|凡|仅当|每当|除)")
_inner_when = re.compile(rf"\A(?P<when>.{{2,40}}?{_WHEN})(?P<rest>(?![，,]).{{2,}})\Z")
_except = re.compile(
    r"(?:除(?!尘|湿|外|霜|气|锈|油|了)(?P<but>[^，。；]{1,60}?)(?:之?外|以外)|[，,（(](?:但)"
    r"?(?P<out>[^，。；（(]{1,50}?)(?:除外|不受此限|可不受此限))"
)
_by_method = re.compile(r"(?:按|按照|依据|根据|采用|参照|依照|用)\s*\Z")
_tested = re.compile(
    r"\A(?:中)?[^，。；]{0,40}?(?:试验|测定|测试|检测|检验|测量|方法|计算|评定|验证|取样|抽样|校准|检定)"
)
_methods = re.compile(
    r"(?:试验|检验|测定|测试|检测|测量|验证|证实)方法(?:应)?(?:按照?|见|采用|符合|依据)[^，。；]{0,30}\Z"
)
_locality = re.compile(
    r"\A(?: ?中?的? ?| ?[，,] ?)(?:第? ?\d{1,3}(?:\.\d{1,3}){1,4}|第 ?\d{1,3} ?章|附录 ?[A-Z]"
    r"|[A-Z]\.\d{1,3}(?:\.\d)*|方法 ?[A-Z\d])"
)
_compared = re.compile(r"(?:不得?|未)?(?:大于|小于|低于|高于|超过|少于|多于)(?:或?等于)?")
_period = re.compile(r"\A(?:昼间|夜间|夏季|冬季)")
_adverbs = re.compile(r"(?:均|都|分别|各|一般|经计算确定)+\Z")
_brackets = re.compile(r"[（(][^（()）]*[）)]")
_near = re.compile(r"\A.{0,3}(?:在|为|达到|高出|保持|控制|不小于|超出|提前|留有|有)[^，。；]{0,14}\Z")


_NEAREST = 8


class Scopes:
    """The segments of a sentence and the verbal forms in them.

    Args:
        text: the sentence, quoted words and numbers of standards masked
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.cuts = [match.end() for match in _delimiter.finditer(text)]
        lexicon = modals.lexicon("zh")
        forms = modals.scan(text, lexicon) if lexicon else []
        self.forms = [(start, form) for start, form in forms if not form.endswith("能") or len(form) > 1]
        self.starts = [start for start, _ in self.forms]
        self.inside = [(match.start(), match.end()) for match in _brackets.finditer(text)]

    def segment(self, at: int, floor: int = 0) -> int:
        """Return where the segment of offset `at` starts: after a comma, an open bracket, or `floor`."""
        index = bisect_left(self.cuts, at + 1) - 1
        start = max(self.cuts[index] if index >= 0 else 0, floor)
        for first, last in self.inside:
            if first < at < last:
                start = max(start, first + 1)
            elif first < start < last < at:
                # A comma inside brackets ends no segment.
                start = max(self.segment(first, floor), floor)
        return start

    def segments(self) -> list[tuple[int, int]]:
        """Return all segments: start and end, the mark that ends one left out."""
        bounds = [0, *self.cuts, len(self.text) + 1]
        return [(start, end - 1) for start, end in pairwise(bounds) if start < end - 1]

    def governing(self, at: int, floor: int) -> bool:
        """Whether a verbal form stands before `at` in the same segment."""
        return self._holds_form(self.segment(at, 0), at)

    def modal_after(self, at: int) -> bool:
        """Whether a verbal form follows in the sentence."""
        return bool(self.starts) and self.starts[-1] >= at

    def modal_before(self, at: int) -> bool:
        """Whether a verbal form stands before `at` in the sentence."""
        return bool(self.starts) and self.starts[0] < at

    def form_before(self, at: int) -> str:
        """Return the last verbal form that starts before `at`, or ""."""
        index = bisect_left(self.starts, at) - 1
        return self.forms[index][1] if index >= 0 else ""

    def leads(self, at: int) -> bool:
        """Whether a verbal form leads to the value at `at`, as in 应在 5 m 以上."""
        index = bisect_left(self.starts, at) - 1
        if index < 0:
            return False
        start, form = self.forms[index]
        return _near.match(self.text[start + len(form) : at]) is not None

    def in_bracket(self, at: int) -> bool:
        """Whether `at` stands in brackets."""
        return any(first < at < last for first, last in self.inside)

    def in_when(self, start: int, end: int) -> bool:
        """Whether a comparator belongs to a clause of time or condition: 当 … 时, 若 …，."""
        first = self.segment(start)
        found = _when_end.match(self.text, end)
        if found and not self._holds_form(end, found.end()):
            return True
        opened = _opens.match(self.text[first:start])
        return bool(opened) and not self._holds_form(first, start) and self.modal_after(end)

    def is_when(self, segment: str) -> bool:
        """Whether a segment is a clause of time or condition as a whole: 下雨时, 当水位上升."""
        return bool(_when_segment.search(segment) or _opens.match(segment))

    def condition(self, original: str) -> str:
        """Return when the sentence applies: its leading clauses of time or condition."""
        found = []
        for start, end in self.segments():
            words = self.text[start:end]
            if self.is_when(words) and not _except.search(words):
                found.append(without_label(original[start:end]).strip(" 　"))
            elif any(start <= at < end for at in self.starts):
                inner = (
                    _inner_when.match(words[: self.starts[0] - start])
                    if start <= self.starts[0] < end
                    else None
                )
                if inner and not found:
                    found.append(without_label(original[start : start + inner.end("when")]).strip(" 　"))
                break
        return "，".join(found)

    def condition_before(self, original: str, at: int, floor: int) -> str:
        """Return the clause of time or condition right before the segment of `at`."""
        index = bisect_left(self.cuts, self.segment(at) + 1) - 1
        for before in range(index, max(-1, index - _NEAREST), -1):
            start, end = (self.cuts[before - 1] if before else 0), self.cuts[before] - 1
            if self.text[end] in "；;。":
                break
            words = self.text[start:end]
            if self.is_when(words) and not _except.search(words):
                return without_label(original[start:end]).strip(" 　")
            if self._holds_form(start, end):
                break
        return ""

    def whole_condition(self, original: str, at: int) -> str:
        """Return the words around a comparator that say what it applies to: 高度大于 24 m 的建筑."""
        start = self.segment(at)
        index = bisect_left(self.cuts, start + 1)
        end = self.cuts[index] - 1 if index < len(self.cuts) else len(self.text)
        form = bisect_left(self.starts, start)
        if form:
            return ""
        if self.starts:
            end = min(end, self.starts[0])
        return without_label(original[start:end]).strip(" 　，")

    def _holds_form(self, start: int, end: int) -> bool:
        """Whether a verbal form stands in a range."""
        index = bisect_left(self.starts, start)
        return index < len(self.starts) and self.starts[index] < end

    def split_condition(self, phrase: str) -> tuple[str, str]:
        """Return the condition that a phrase opens with, and the rest: 常温条件下｜绝缘电阻."""
        found = _inner_when.match(phrase)
        return (found["when"], found["rest"]) if found else ("", phrase)

    def topic(self, original: str) -> str:
        """Return what the sentence is about: the words before its verbal form, without a characteristic."""
        for start, end in self.segments():
            words = self.text[start:end]
            if self.is_when(words) or not words.strip():
                continue
            inner = next((at for at in self.starts if start <= at < end), None)
            phrase = without_label(original[start : end if inner is None else inner])
            phrase = self.split_condition(phrase)[1].strip(" 　，、")
            if compared := _compared.search(phrase):
                behind = phrase[compared.end() :]
                phrase = behind.rsplit("的", 1)[-1] if "的" in behind else phrase[: compared.start()]
            phrase = _adverbs.sub("", _period.sub("", phrase).strip())
            said = split(phrase) if phrase else None
            if said is None or phrase in ("其", "并", "且", "") or phrase.startswith("每"):
                continue
            return said.subject if said.known and said.subject else "" if said.known else phrase
        return ""

    def named_before(self, original: str, at: int, anything: bool = False) -> Phrase:
        """Return the characteristic that the nearest segment before `at` speaks of: 响应时间，…不应大于.

        With `anything`, the words of that segment count whatever they are.
        """
        before = bisect_left(self.cuts, at + 1) - 1
        for index in range(before, max(-1, before - _NEAREST), -1):
            start, end = (self.cuts[index - 1] if index else 0), self.cuts[index] - 1
            if self.is_when(self.text[start:end]):
                continue
            form = bisect_left(self.starts, start)
            inner = min(self.starts[form], end) if form < len(self.starts) else end
            phrase = re.sub(
                r"(?:均|都|分别|各)+\Z", "", without_label(original[start:inner]).strip(" 　，、")
            )
            said = split(phrase) if phrase else None
            if said is not None and said.known:
                return said
            if anything and 2 < len(phrase) <= 20:
                return Phrase("", (phrase,), True)
        return Phrase("", ("",), False)

    def exceptions(self, original: str) -> list[str]:
        """Return when the sentence does not apply: 除 … 外, … 除外."""
        found = []
        for match in _except.finditer(self.text):
            name = "but" if match["but"] else "out"
            found.append(original[match.start(name) : match.end(name)].strip(" 　，（("))
        return found

    def method(self, original: str) -> str:
        """Return the method by which the sentence says that conformity is shown: 按 GB/T 17657 … 测定."""
        for number in standards.find_all(original):
            before, after = original[: number.start], original[number.end :]
            if (_by_method.search(before) and _tested.match(after)) or _methods.search(before):
                place = _locality.match(after)
                return number.text + (place.group() if place else "")
        return ""
