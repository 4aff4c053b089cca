"""Numbers of standards: reading one, finding them in running text, comparing them.

The forms of Chinese numbers are those of GB/T 1.1—2020, 8.1, those of ISO and IEC are in ISO/IEC
Directives, Part 2, clause 10. What people write instead (another dash, no space, a full-width slash) is
understood too, and named in `StandardNumber.issues`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from stdml.text import standard_forms as forms
from stdml.text.standard_forms import tables

__all__ = ["Family", "StandardNumber", "find_all", "key", "parse", "tables"]

Family = Literal[
    "national", "special", "industry", "engineering", "local", "group", "enterprise", "international",
    "foreign", "internet",
]  # fmt: skip
_NOT_CHINESE = frozenset(("international", "foreign", "internet"))


@dataclass(frozen=True, slots=True)
class StandardNumber:
    """The number of a standard.

    Attributes:
        family: the class of standard; "special" are those of occupational health, metrology, defence and
            the like
        prefix: the code in front in its right form, such as GB/T, DB31/T, ISO/IEC or IEC TS
        number: the number proper, such as 18487 or 9001C
        part: the number of the part without its mark, such as 1 or 2-9; None where there is none
        year: the year as it was written, "—" for one under preparation; None where it is undated
        suffix: what follows the year: an amendment, the adopted standard, (all parts); empty where nothing
            does
        text: the number as it was written
        start: where it starts in the text it was found in
        end: where it ends
        issues: what is not in the right form: dash, double-dash, colon-year, missing-space, missing-slash,
            fullwidth-slash, ideographic-space, iso-dash-year, under-preparation-dash
    """

    family: Family
    prefix: str
    number: str
    part: str | None
    year: str | None
    suffix: str
    text: str
    start: int
    end: int
    issues: tuple[str, ...] = ()

    @property
    def chinese(self) -> bool:
        """Whether it is the number of a Chinese standard, whose year follows a dash."""
        return self.family not in _NOT_CHINESE

    @property
    def all_parts(self) -> bool:
        """Whether it stands for all parts of a standard."""
        return "所有部分" in self.suffix or "all parts" in self.suffix

    @property
    def undated(self) -> str:
        """The number in its right form, without the year and what follows it."""
        part = "" if self.part is None else f"{'.' if self.chinese else '-'}{self.part}"
        return f"{self.prefix}{'-' if self.prefix in _HYPHENED else ' '}{self.number}{part}"

    @property
    def canonical(self) -> str:
        """The number in its right form.

        >>> parse("GB/T1.1-2020").canonical, parse("ISO 9001—2015").canonical
        ('GB/T 1.1—2020', 'ISO 9001:2015')
        """
        if self.year is None:
            return self.undated + self.suffix
        if self.chinese:
            mark = "—"
        else:
            mark = "-" if self.family == "foreign" and ":" not in self.text else ":"
        return self.undated + mark + self.year + self.suffix

    @property
    def adopted(self) -> StandardNumber | None:
        """The second number of a standard with two: ISO 9001:2015 of GB/T 19001—2016/ISO 9001:2015."""
        return parse(self.suffix[1:]) if self.chinese and self.suffix.startswith("/") else None


_HYPHENED = ("ECMA", "MIL-STD")


def find_all(text: str) -> Iterator[StandardNumber]:
    """Yield the numbers of standards in running text.

    >>> [found.canonical for found in find_all("按照GB/T 18487.1—2023 中 5.3 和 ISO 9001:2015 的规定")]
    ['GB/T 18487.1—2023', 'ISO 9001:2015']
    """
    at = 0
    while start := forms.START.search(text, at):
        at = start.start()
        number = None if _is_inside_word(text, at) else _read(text, at)
        at = at + 1 if number is None else number.end
        if number is not None:
            yield number


_size_of_memory = re.compile(r"\d ?\Z")


def _is_inside_word(text: str, at: int) -> bool:
    if at == 0:
        return False
    before = text[at - 1]
    if before.isascii() and (before.isalnum() or before in "_."):
        return True
    # "16 GB 2 条": gigabytes.
    return (
        before == " " and text.startswith("GB ", at) and _size_of_memory.search(text, at - 2, at) is not None
    )


def parse(text: str) -> StandardNumber | None:
    """Return the number of a standard that `text` is, or None if it is none.

    >>> parse("GB/T 18487.1—2023").part, parse("DB99/T 1—2020"), parse("ISO 9001-2015").year
    ('1', None, '2015')
    """
    stripped = text.strip()
    number = _read(stripped, 0)
    return number if number is not None and number.end == len(stripped) else None


_goes_on = re.compile(r"[A-Za-z0-9_]|\.\d|/[A-Z0-9]")


def _read(text: str, at: int) -> StandardNumber | None:
    """Return the number that starts at `at`, or None."""
    number: StandardNumber | None = None
    if found := forms.chinese().match(text, at):
        number = _chinese(found)
    if number is None:
        for form, family in _OTHER_FORMS:
            if found := form.match(text, at):
                number = _other(found, family)
                break
    return None if number is None or _goes_on.match(text, number.end) else number


_OTHER_FORMS: tuple[tuple[re.Pattern[str], Family], ...] = (
    (forms.INTERNATIONAL, "international"),
    (forms.TELECOMMUNICATION, "international"),
    (forms.FOREIGN, "foreign"),
    (forms.INTERNET, "internet"),
)


def _chinese(found: re.Match[str]) -> StandardNumber | None:
    groups = found.groupdict()
    code = _code(groups)
    if code is None:
        return None
    family, prefix = code
    number, part, year = groups["number"], groups["part"], groups["year"]
    if not _is_number_of(prefix, number):
        return None
    if family == "industry" and "/" not in prefix and year is None and (not groups["gap"] or len(number) < 3):
        # Two letters and a few digits can be anything: "CH 4", "SH1".
        return None
    issues = _issues(groups, prefix)
    suffix, end = groups["suffix"], found.end()
    text = found.string
    if text[end : end + 1] == "/" and (second := forms.INTERNATIONAL.match(text, end + 1)) and second["year"]:
        suffix, end = f"{suffix}/{second.group()}", second.end()
    return StandardNumber(
        family, prefix, number, part, year, suffix, text[found.start() : end], found.start(), end, issues
    )


def _code(groups: dict[str, str]) -> tuple[Family, str] | None:
    """Return the family and the code in its right form, or None if there is no such code."""
    if code := groups["national"]:
        return "national" if code == "GB" else "special", _typed(code, groups["national_type"])
    if groups["shanghai"]:
        return "local", groups["shanghai"]
    if code := groups["local"]:
        region = groups["region"]
        known = region[:2] in tables()["province"]
        return ("local", f"{code}{region}/{groups['local_type'] or ''}") if known else None
    if code := groups["society"]:
        return "group" if code == "T" else "enterprise", f"{code}/{groups['organization']}"
    if code := groups["engineering"]:
        return "engineering", _typed(code, groups["engineering_type"])
    return "industry", _typed(groups["industry"], groups["industry_type"])


def _typed(code: str, kind: str | None) -> str:
    return f"{code}/{kind}" if kind else code


def _is_number_of(prefix: str, number: str) -> bool:
    if number[0] in "Xx×Ｘ":
        return True
    if not number.isdigit():
        return prefix.removesuffix("/T").removesuffix("/Z") in forms.LETTERED
    # National numbers have no leading zero and at most six digits; other series do (YY 0505, T/ZZB 0001).
    return not prefix.startswith("GB") or (number[0] != "0" and len(number) <= 6)


def _issues(groups: dict[str, str], prefix: str) -> tuple[str, ...]:
    issues = []
    for name in ("national", "local", "engineering", "industry", "society"):
        slash = groups[f"{name}_slash"]
        if groups.get(f"{name}_type") and (slash is None or not slash.strip(" \u3000")):
            issues.append("missing-slash")
        elif "／" in (slash or groups["local_bare"] or ""):
            issues.append("fullwidth-slash")
            break
    if not groups["gap"]:
        issues.append("missing-space")
    elif "\u3000" in groups["gap"]:
        issues.append("ideographic-space")
    dash = (groups["dash"] or "").strip()
    if dash in (":", "："):
        issues.append("colon-year")
    elif dash == "——":
        issues.append("double-dash")
    elif dash not in ("", "—"):
        issues.append("dash")
    return tuple(issues)


def _other(found: re.Match[str], family: Family) -> StandardNumber:
    groups = found.groupdict()
    issues = []
    mark = (groups.get("mark") or "").strip()
    year = groups.get("year")
    if family == "international" and groups["gap"] == "":
        issues.append("missing-space")
    if family == "international" and mark not in ("", ":"):
        issues.append("colon-year" if mark == "：" else "iso-dash-year")
    if year is not None and len(year) == 1:
        if year != "—":
            issues.append("under-preparation-dash")
        year = "—"
    prefix = " ".join(groups["prefix"].split())
    part = (groups.get("part") or "")[1:] or None
    return StandardNumber(
        family,
        prefix,
        groups["number"],
        part,
        year,
        groups["suffix"] or "",
        found.group(),
        found.start(),
        found.end(),
        tuple(issues),
    )


_noise = re.compile(rf"{forms.SPACE}+")
_dashes = re.compile(f"{forms.DASH}+")
_year_at_end = re.compile(r"[-:](?:19|20)\d\d\Z")


@lru_cache(maxsize=4096)
def key(identifier: str, dated: bool = True) -> str:
    """Return a form of the number of a standard by which two spellings of it are equal.

    Spaces, the kind of dash and the width of the slash do not count; the year counts unless `dated` is False.
    Text that is no known number is only rid of them.

    >>> key("GB/T 18487.1—2023") == key("GB／T18487.1-2023"), key("ISO 9001:2015", dated=False)
    (True, 'ISO9001')
    """
    number = parse(identifier)
    if number is not None:
        prefix = number.prefix.removesuffix(" Std")
        part = "" if number.part is None else ("." if number.chinese else "-") + number.part
        year = f"-{number.year}" if dated and number.year else ""
        return _noise.sub("", f"{prefix} {number.number}{part}{year}").upper()
    plain = _dashes.sub("-", _noise.sub("", identifier).replace("／", "/").upper())
    return plain if dated else _year_at_end.sub("", plain)
