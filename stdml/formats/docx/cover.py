"""The cover: what stands before the first heading, as metadata; what is not understood stays a paragraph.

The forms are those of GB/T 1.1—2020, Annex A and 10.2; each guess is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from stdml.formats._looks import says_title
from stdml.formats.docx import findings
from stdml.formats.docx.body import Item, TableItem
from stdml.formats.docx.names import one_line
from stdml.formats.docx.paragraphs import Para
from stdml.formats.docx.pieces import words_of
from stdml.formats.docx.styles import data
from stdml.model.inlines import LineBreak
from stdml.model.metadata import Adoption, Metadata
from stdml.text import standards
from stdml.text.cjk import guess_language, has_cjk

MAX_LINES = 80
"""A cover is no longer than this; what is longer is text."""
MAX_LINE = 200
_ICS = re.compile(
    r"ICS\s*[:：]?\s*(?P<codes>[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?(?:\s*[;；,，、/\s]\s*[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?)*)"
)
_CCS = re.compile(
    r"(?:CCS|中国标准文献分类号)?\s*[:：]?\s*(?P<codes>[A-Z]\s?[0-9]{2}(?:\s*[;；,，、/]\s*[A-Z]?\s?[0-9]{2})*)"
)
_RECORD = re.compile(r"备案号\s*[:：]\s*(?P<number>[0-9A-Za-z\-—]+)")
_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})\s*[-–—－/年.]\s*(?P<month>[01]?[0-9])\s*[-–—－/月.]\s*(?P<day>[0-3]?[0-9])\s*日?\s*(?P<what>发\s*布|实\s*施|批\s*准)"
)
_NO_DATE = re.compile(
    r"[0-9XxΧ×Ｘ*＊]{2,4}\s*[-–—－年/.]\s*[0-9XxΧ×Ｘ*＊]{1,2}\s*[-–—－月/.]\s*[0-9XxΧ×Ｘ*＊]{1,2}\s*日?\s*(?:发\s*布|实\s*施)"
)
_REPLACES = re.compile(r"(?:部分)?(?:代\s*替|替\s*代)\s*(?P<numbers>.+)")
_ADOPTS = re.compile(
    r"[（(](?P<numbers>[^（）()]{3,120}?)\s*[,，]\s*(?P<degree>IDT|MOD|NEQ|idt|mod|neq|eqv|EQV)\s*[)）]"
)
_MARK = re.compile(
    r"(?:GB(?:/[TZ])?|DB\s?[0-9]{2,4}(?:/T)?|[A-Z]{2,3}(?:/T)?|T/[A-Z0-9]{2,10}|Q/[A-Z0-9]{2,10}|[0-9]{2,4})"
)
_BODY = re.compile(r".{2,40}(?:局|会|委|院|部|厅|司|中心|公司|政府|协会|学会|联盟|组织|集团)")
_PUBLISHES = re.compile(r"(?P<bodies>.*?)\s*(?:联合)?发\s*布")
_ISSUED_BY = re.compile(r"(?:\S{4,40}\s+){0,4}发\s*布")
_ANY_NUMBER = re.compile(
    r"[A-Z][A-Z0-9]{0,9}(?:[/ ][A-Z]{1,8}){0,2} ?[0-9]{1,6}(?:[.-][0-9]{1,3}){0,3}(?::|—|-)[12][0-9]{3}"
)
_SPLIT_TITLE = re.compile(r"\s*(?:——|—|－－|--)\s*|(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")
_SPLIT_ENGLISH = re.compile(r"\s*(?:——|—|–|－| - )\s*")
_NOTHING = re.compile("(?!)")


@dataclass
class _Line:
    """One line of the cover."""

    para: Para
    words: str
    field: str = ""
    role: str = ""


@dataclass
class Cover:
    """Takes metadata from the lines before the first heading.

    Args:
        metadata: where they go
        report: takes a finding, offsets and the values of its message
    """

    metadata: Metadata
    report: Callable[..., None]
    _is_cover: bool = True

    def take(self, items: list[Item]) -> list[Item]:
        """Return the items that are not the cover, and fill the metadata from those that are."""
        start = cover_length(items)
        end = next((at for at in range(start, len(items)) if _level(items[at])), None)
        head = items[: len(items) if end is None else end]
        lines = [line for para in _paras(head) for line in _lines(para)]
        titled = [line for line in lines if line.role in ("title", "subtitle")]
        if len(lines) > MAX_LINES:
            lines = [line for para in _paras(items[:start]) for line in _lines(para)]
        self._is_cover = self._reads_as_cover(lines, start > 0)
        if self._is_cover:
            self._titles(lines)
            self._bodies(lines)
            self._unknown_number(lines)
        else:
            lines = titled
            self._titles(lines)
        for line in lines:
            self._tell(line)
        gone = _gone(lines)
        rest = [item for item in head if not _is_gone(item, gone)]
        return [*rest, *self._without_title(items[len(head) :])]

    def _reads_as_cover(self, lines: list[_Line], sure: bool) -> bool:
        """Classify the lines; return whether they are a cover: one number or one code alone makes none."""
        blank = self.metadata.model_copy(deep=True)
        for line in lines:
            self._classify(line)
        fields = {line.field for line in lines} - {"", "mark"}
        styled = any(line.role.startswith("cover:") for line in lines)
        if fields and (sure or styled or len(fields) > 1):
            return True
        for name in type(blank).model_fields:
            setattr(self.metadata, name, getattr(blank, name))
        for line in lines:
            line.field = ""
        return False

    # One line

    def _classify(self, line: _Line) -> None:
        if len(line.words) > MAX_LINE:
            return
        for reader in (
            self._codes, self._level, self._dates, self._replaced, self._adopted, self._number, self._stage,
            self._record, self._mark,
        ):  # fmt: skip
            name = reader(line)
            if name:
                line.field = name
                return

    def _take(self, line: _Line, name: str, *values: str) -> str:
        """Put values in the metadata; return the name of the field."""
        for given in values:
            value = one_line(given)
            current: Any = getattr(self.metadata, name)
            if isinstance(current, list):
                if value and value not in current:
                    current.append(value)
            elif value and current is None:
                setattr(self.metadata, name, value)
        return name

    def _codes(self, line: _Line) -> str:
        found = _ICS.match(line.words)
        rest = line.words
        if found:
            codes = re.split(r"[;；,，、/\s]+", found["codes"])
            self._take(line, "ics", *codes)
            rest = line.words[found.end() :].strip()
            if not rest:
                return "ics"
        ccs = _CCS.fullmatch(rest)
        if ccs and (
            found or rest.startswith(("CCS", "中国")) or self.metadata.ics or line.role == "cover:codes"
        ):
            codes = [
                re.sub(r"([A-Z])\s?([0-9]{2})", r"\1 \2", code.strip())
                for code in re.split(r"[;；,，、/]+", ccs["codes"])
            ]
            self._take(line, "ccs", *codes)
            return "ccs"
        return "ics" if found else ""

    def _level(self, line: _Line) -> str:
        words = "".join(line.words.split()).lower() if has_cjk(line.words) else line.words.lower()
        for pattern, level in data()["levels"]:
            if re.fullmatch(pattern, words):
                return self._take(line, "level", level)
        return ""

    def _dates(self, line: _Line) -> str:
        name, rest = "", line.words
        for found in _DATE.finditer(line.words):
            name = "effective" if "实" in found["what"] else "issued"
            self._take(line, name, f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}")
            rest = rest.replace(found[0], "")
        if name and not rest.strip(" \u3000、，"):
            return name
        return "mark" if not _NO_DATE.sub("", line.words).strip() else ""

    def _replaced(self, line: _Line) -> str:
        found = _REPLACES.fullmatch(line.words.strip("（()） "))
        numbers = [number.text for number in standards.find_all(found["numbers"])] if found else []
        return self._take(line, "replaces", *numbers) if numbers else ""

    def _adopted(self, line: _Line) -> str:
        found = _ADOPTS.fullmatch(line.words)
        if not found:
            return ""
        for number in re.split(r"[;；]", found["numbers"]):
            adopted = Adoption(identifier=one_line(number), degree=found["degree"].upper())
            if adopted not in self.metadata.adopts:
                self.metadata.adopts.append(adopted)
        return "adopts"

    def _number(self, line: _Line) -> str:
        numbers = list(standards.find_all(line.words))
        rest = line.words
        for number in numbers:
            rest = rest.replace(number.text, "", 1)
        if numbers and not rest.strip(" /,，、;；"):
            return self._take(line, "identifier", *(number.text for number in numbers))
        plain = line.role == "cover:identifier" and line.words
        return self._take(line, "identifier", line.words) if plain else ""

    def _stage(self, line: _Line) -> str:
        words = line.words.strip("（()）[]【】 ").lower()
        stage = data()["stages"].get(words)
        return self._take(line, "stage", stage) if stage else ""

    def _record(self, line: _Line) -> str:
        found = _RECORD.fullmatch(line.words)
        return self._take(line, "record", found["number"]) if found else ""

    def _mark(self, line: _Line) -> str:
        return "mark" if line.role != "title" and _MARK.fullmatch("".join(line.words.split())) else ""

    # Lines that are known by their neighbours

    def _titles(self, lines: list[_Line]) -> None:
        """Find the title: by its style, else the largest letters that say nothing else."""
        open_lines = [line for line in lines if not line.field]
        chinese = [line for line in open_lines if line.role in ("title", "cover:title-zh", "subtitle")]
        if not chinese:
            sized = [line for line in open_lines if line.para.size and not line.role.startswith("cover:")]
            usual = min((line.para.size for line in lines), default=0)
            largest = max((line.para.size for line in sized), default=0)
            if largest <= usual:
                return
            chinese = [line for line in sized if line.para.size == largest][:3]
        if chinese:
            self._title([line.words for line in chinese], chinese)
        other = [line for line in lines if not line.field and line.role == "cover:title-en"]
        if not other and chinese:
            other = _after(lines, chinese[-1])
        if other:
            words = [line.words for line in other]
            self._title(words if has_cjk(words[0]) else [" ".join(words)], other)

    def _title(self, words: list[str], lines: list[_Line]) -> None:
        language = guess_language(" ".join(words))
        split = _SPLIT_TITLE if language == "zh" else _SPLIT_ENGLISH
        split = split if self._is_cover else _NOTHING
        elements = [one_line(part) for line in words for part in split.split(line) if one_line(part)]
        if not elements:
            return
        if len(elements) > 3:
            elements = [(" " if language == "en" else "").join(elements)]
        self.metadata.title.setdefault(language, elements)
        for line in lines:
            line.field = "title"

    def _bodies(self, lines: list[_Line]) -> None:
        """Find the issuing bodies: the line that ends with 发布, or those before one that says only that."""
        for at, line in enumerate(lines):
            is_open = not line.field and len(line.words) <= MAX_LINE
            found = _PUBLISHES.fullmatch(line.words) if is_open else None
            if found is None and line.role == "cover:issuer" and not line.field:
                self._issuers(line, line.words)
            elif found and found["bodies"]:
                self._issuers(line, found["bodies"])
            elif found:
                line.field = "issuer"
                for other in lines[:at] if any(_is_body(o) for o in lines[:at]) else lines[at:]:
                    if _is_body(other):
                        self._issuers(other, other.words)

    def _unknown_number(self, lines: list[_Line]) -> None:
        """Find a number of a series that is not known, on a cover without any other number."""
        for line in lines:
            if not line.field and not self.metadata.identifier and _ANY_NUMBER.fullmatch(line.words):
                line.field = self._take(line, "identifier", line.words)

    def _issuers(self, line: _Line, words: str) -> None:
        line.field = self._take(line, "issuer", *re.split(r"(?<=[^\x00-\x7f])[\s、]+(?=[^\x00-\x7f])", words))

    def _tell(self, line: _Line) -> None:
        if line.field == "mark":
            self.report(
                findings.LEFT_OUT, line.para.span, what="the cover", what_zh="封面", words=line.words[:100]
            )
        elif line.field:
            zh, en = data()["fields"][line.field]
            self.report(findings.COVER, line.para.span, words=line.words[:100], field=en, field_zh=zh)

    def _without_title(self, items: list[Item]) -> list[Item]:
        """Leave out the title that is repeated on the first page of the text."""
        return [item for item in items if not self._repeats_title(item)]

    def _repeats_title(self, item: Item) -> bool:
        if (
            not isinstance(item, Para)
            or item.is_empty
            or (item.role.name != "title" and item.align != "center")
        ):
            return False
        repeats = item.label is None and says_title(item.words, self.metadata)
        if repeats:
            item.level = 0
            self.report(findings.LEFT_OUT, item.span, what="the repeated title", what_zh="重复的标题",
                        words=item.words[:100])  # fmt: skip
        return repeats


def cover_length(items: list[Item]) -> int:
    """Return how many items surely stand on the cover: all up to the last that only a cover has."""
    found = 0
    for at, item in enumerate(items[:MAX_LINES]):
        if _level(item):
            break
        lines = [line for para in _paras([item]) for line in _lines(para)]
        words = [line.words for line in lines if len(line.words) <= MAX_LINE]
        if any(
            _ICS.match(w) or _DATE.search(w) or _NO_DATE.search(w) or _ISSUED_BY.fullmatch(w) for w in words
        ):
            found = at + 1
    return found


def _level(item: Item) -> int:
    return item.level if isinstance(item, Para) else 0


def _paras(items: list[Item]) -> Iterator[Para]:
    for item in items:
        if isinstance(item, TableItem):
            for cell in item.cells():
                yield from _paras(cell.items)
        else:
            yield item


def _lines(para: Para) -> Iterator[_Line]:
    """Yield the lines of a paragraph; a line break on a cover is the end of one."""
    start = 0
    pieces = para.content.pieces
    breaks = [at for at, piece in enumerate(pieces) if type(piece.node) is LineBreak]
    for at in [*breaks, len(pieces)]:
        words = one_line(words_of(pieces[start:at]))
        if words:
            yield _Line(para, words, role=para.role.name)
        start = at + 1


def _after(lines: list[_Line], title: _Line) -> list[_Line]:
    """Return the lines right after the title that say it in the other language."""
    found: list[_Line] = []
    at = next(index for index, line in enumerate(lines) if line is title) + 1
    for line in lines[at:]:
        same = has_cjk(line.words) == has_cjk(title.words)
        if line.field or same or not re.search("[A-Za-z]{3}|[\u4e00-\u9fff]{2}", line.words):
            break
        found.append(line)
    return found[:3]


def _is_body(line: _Line) -> bool:
    return not line.field and all(_BODY.fullmatch(part) for part in line.words.split())


def _gone(lines: list[_Line]) -> set[int]:
    """Return the paragraphs all of whose lines were taken, by `id()`."""
    left = {id(line.para) for line in lines if not line.field}
    return {id(line.para) for line in lines} - left


def _is_gone(item: Item, gone: set[int]) -> bool:
    if isinstance(item, Para):
        return id(item) in gone and not item.content.notes
    paras = [para for para in _paras([item]) if not para.is_empty]
    return bool(paras) and all(id(para) in gone for para in paras)
