"""Bytes to text: encodings, line breaks, and characters that no document may hold."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Any

from stdml.diagnostics import Finding

NOT_UTF8 = Finding(
    "STD-R001", "not-utf8", "error",
    "{count} 个字节不是 UTF-8 编码，已用 U+FFFD 代替",
    "{count} byte(s) are not UTF-8; U+FFFD stands for them",
)  # fmt: skip
ENCODING_GUESSED = Finding(
    "STD-R002", "encoding-guessed", "warning",
    "文件不是 UTF-8 编码，按 {encoding} 读取；请另存为 UTF-8",
    "the file is not UTF-8 and was read as {encoding}; save it as UTF-8",
)  # fmt: skip
ILLEGAL_CHARACTER = Finding(
    "STD-R003", "illegal-character", "warning",
    "{count} 个字符（首个为 {character}）不能出现在文件中，已用 U+FFFD 代替",
    "{count} character(s), the first {character}, cannot stand in a document; U+FFFD stands for them",
)  # fmt: skip
LONE_CARRIAGE_RETURN = Finding(
    "STD-R004", "lone-carriage-return", "warning",
    "{count} 处换行只有回车符，按换行读取",
    "{count} line break(s) are a lone carriage return, read as line breaks",
)  # fmt: skip

FINDINGS = (NOT_UTF8, ENCODING_GUESSED, ILLEGAL_CHARACTER, LONE_CARRIAGE_RETURN)

MAX_REPORTED = 20
"""So many places are reported for each kind of repair; the last one stands for all that follow."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_escaped = re.compile("[\udc80-\udcff]+")
_illegal = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]+")
_returns = re.compile("\r+")
# Two bytes of GBK; in both the lead byte is over 0x80, the trailing one may look like ASCII.
_gbk_pair = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that reading the bytes had to guess or replace.

    Attributes:
        finding: the kind of diagnostic
        span: where, as offsets of the text
        values: what the message needs
    """

    finding: Finding
    span: tuple[int, int]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is encoded.

    Attributes:
        name: the name of the codec
        mark: the byte order mark it begins with
        guessed: whether nothing in the file says so
        valid: whether all of it decodes
    """

    name: str
    mark: bytes = b""
    guessed: bool = False
    valid: bool = True


def detect(data: bytes) -> Encoding:
    """Return how `data` is encoded: by its mark, as UTF-8, or by a guess that suits a Chinese text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, mark, valid=_decodes(data[len(mark) :], name))
    for name in _wide_guesses(data):
        if _decodes(data, name):
            return Encoding(name, guessed=True)
    if _decodes(data, "utf-8"):
        return Encoding("utf-8")
    if _looks_chinese(data) and _decodes(data, "gb18030"):
        return Encoding("gb18030", guessed=True)
    return Encoding("utf-8", valid=False)


def decode(data: bytes | str) -> tuple[str, list[Repair]]:
    """Return the text of `data` with one newline character for every line break, and what was repaired.

    Args:
        data: bytes of a file, or text that is only cleaned

    >>> decode(b"a\\r\\nb")
    ('a\\nb', [])
    """
    repairs: list[Repair] = []
    if isinstance(data, bytes):
        encoding = detect(data)
        text = data[len(encoding.mark) :].decode(encoding.name, _error_handler(encoding))
        if encoding.guessed:
            name = encoding.name.upper()
            repairs.append(Repair(ENCODING_GUESSED, (0, 0), {"encoding": name}))
    else:
        encoding = None
        text = data.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n")
    if encoding is not None and not encoding.valid:
        invalid = _escaped if encoding.name == "utf-8" else re.compile("\ufffd+")
        text = _replace(text, invalid, "\ufffd", NOT_UTF8, repairs)
    text = _replace(text, _illegal, "\ufffd", ILLEGAL_CHARACTER, repairs)
    return _replace(text, _returns, "\n", LONE_CARRIAGE_RETURN, repairs), repairs


def _error_handler(encoding: Encoding) -> str:
    if encoding.valid:
        return "strict"
    return "surrogateescape" if encoding.name == "utf-8" else "replace"


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _wide_guesses(data: bytes) -> tuple[str, ...]:
    """Return UTF-16 without a mark as a guess, where every second byte is mostly NUL."""
    head = data[:4096]
    half = len(head) // 2
    if half >= 4 and not len(data) % 2:
        if head[1::2].count(0) > half * 0.4 and not head[::2].count(0):
            return ("utf-16-le",)
        if head[::2].count(0) > half * 0.4 and not head[1::2].count(0):
            return ("utf-16-be",)
    return ()


def _looks_chinese(data: bytes) -> bool:
    """Whether most byte pairs lie in the area of GB/T 2312, where running Chinese text stays.

    Western text in Latin-1 also decodes as GB 18030, but an accented letter before a plain one is outside it.
    """
    pairs = _gbk_pair.findall(data[:65536])
    usual = sum(0xA1 <= pair[0] <= 0xF7 and pair[1] >= 0xA1 for pair in pairs)
    return bool(pairs) and usual >= 0.8 * len(pairs)


def _replace(text: str, pattern: re.Pattern[str], by: str, finding: Finding, repairs: list[Repair]) -> str:
    """Replace the characters that `pattern` finds one by one, so that offsets stay; add what was found."""
    runs = [match.span() for match in pattern.finditer(text)]
    if not runs:
        return text
    reported = runs[:MAX_REPORTED]
    for at, (start, end) in enumerate(reported):
        last = at == MAX_REPORTED - 1
        count = sum(e - s for s, e in runs[at:]) if last else end - start
        character = f"U+{ord(text[start]):04X}"
        repairs.append(Repair(finding, (start, end), {"count": count, "character": character}))
    return pattern.sub(lambda match: by * len(match.group()), text)
