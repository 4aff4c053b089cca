"""The forms that numbers of standards take, as regular expressions; `standards` reads what they find.

Each is tried at a place where a code may start, is anchored there, and has only bounded repetition.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

SPACE = "[ \u00a0\u3000\u2002-\u200a]"
SLASH = "[ \u3000]?[/／][ \u3000]?"
DASH = "[—–―‒‐‑－-]"
ALL_PARTS = rf"{SPACE}?[(（](?:所有部分|all\ parts)[)）]"
_YEAR = r"(?:19|20)\d\d"
_UNKNOWN = "[Xx×Ｘ]"
"""Drafts have no number and no year yet: DB31/T XXXX—XXXX, 20XX."""


@cache
def tables() -> dict[str, dict[str, str]]:
    """Return the codes of industries, branches of engineering and provinces, with their Chinese names."""
    path = files("stdml.text") / "data" / "standards.json"
    data: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return data


@cache
def chinese() -> re.Pattern[str]:
    """Return the form of Chinese numbers: a code, a number, a part, and a year behind a dash."""
    data = tables()
    industry = "|".join(sorted({*data["industry"], *data["industry_legacy"]}))
    # Without a gap, only a year shows where the code of an organization ends and the number starts.
    organization = rf"[A-Z0-9]{{0,8}}[A-Z][0-9]{{0,2}}?(?={SPACE}|\d{{1,5}}(?:\.\d{{1,3}})?{DASH})"
    return re.compile(
        rf"""
        (?: (?P<national>GBZ|GB|GJB|GBJ|GSB|JJF|JJG|TSG)
              (?:(?<!TSG)(?P<national_slash>{SLASH}|{SPACE})?(?P<national_type>[TZ])(?={SPACE}|\d))?
          | (?P<shanghai>DG/TJ)(?={SPACE}?08-)
          | (?P<local>DB[SJ]?)(?P<region>\d{{4}}|\d{{2}})
              (?:(?P<local_slash>{SLASH})?(?P<local_type>[TZ])|(?P<local_bare>[ \u3000]?[/／]))
          | (?P<society>[TQ])(?P<society_slash>{SLASH})(?P<organization>{organization})
          | (?P<engineering>{"|".join(data["engineering"])})
              (?:(?P<engineering_slash>{SLASH})(?P<engineering_type>[TZ]))?
          | (?P<industry>(?:{industry})(?:/(?:{industry}))?)
              (?:(?P<industry_slash>{SLASH})(?P<industry_type>[TZ]))?
        )
        (?P<gap>{SPACE}*)
        (?P<number>(?:08-)?[A-Z]{{0,2}}\d{{1,8}}[A-Z]{{0,2}}|{_UNKNOWN}{{3,6}})
        (?:\.(?P<part>\d{{1,5}}[A-Z]?|{_UNKNOWN}))?
        (?: (?P<dash>{SPACE}?(?:——|{DASH}|[:：]){SPACE}?)
            (?P<year>{_YEAR}|{_UNKNOWN}{{4}}|20{_UNKNOWN}{{2}}|[5-9]\d)(?![\dA-Za-z])
          | (?!\.?\d|{DASH}{{1,2}}\d) )
        (?P<suffix>(?:/XG\d{{1,2}}{DASH}{_YEAR})?(?:{ALL_PARTS})?)
        """,
        re.VERBOSE,
    )


_BODIES = "BS|DIN|NF|UNE|UNI|SS|NS|DS|SN|NEN|JIS|CSN|PN|ÖNORM"

INTERNATIONAL = re.compile(
    rf"""
    (?P<prefix>
        (?:(?:{_BODIES}){SPACE})?(?:(?:pr)?EN{SPACE})?
          (?:ISO|IEC|CISPR|CIE)(?:/(?:IEC|IEEE|CIE|ASTM|IDF|SAE|OIML|CISPR|HL7|IUPAC)){{0,3}}
          (?:[/ ](?:TS|TR|PAS|Guide|GUIDE|DIS|FDIS|CD|DTS|DTR|ISP)(?![A-Za-z]))?
      | IEEE/(?:ISO|IEC)(?:/IEC)?
      | (?:(?:{_BODIES}){SPACE})?(?:pr)?EN
      | IWA)
    (?P<gap>{SPACE}?)
    (?P<number>\d{{1,6}})
    (?P<part>(?:-(?!{_YEAR}(?!\d))\d{{1,4}}[A-Z]?){{0,4}})(?!\d)
    (?: {SPACE}?(?P<mark>[:：]{SPACE}?|{DASH}(?={_YEAR}))(?P<year>{_YEAR}(?:-\d\d(?!\d))?|{DASH}(?!\d)) )?
    (?P<suffix>
      (?: [/+]{SPACE}?(?:A[Mm][Dd]|C[Oo][Rr]|A[Dd][Dd]|Suppl|AC|A)[. ]{{0,2}}\d{{1,2}}(?::{_YEAR})?
        | {SPACE}CSV(?![A-Za-z])
        | {ALL_PARTS} ){{0,4}})
    """,
    re.VERBOSE,
)
"""ISO, IEC and their joint publications, and regional and national adoptions of them."""

TELECOMMUNICATION = re.compile(
    rf"""
    (?P<prefix>ITU-[TRD])(?P<gap>{SPACE})
    (?P<number>[A-Z]{{1,4}}\.\d{{1,5}}(?:\.\d{{1,4}}){{0,3}}(?:-\d{{1,3}})?)
    (?P<suffix>(?:{SPACE}\((?:\d\d/)?{_YEAR}\))?)
    """,
    re.VERBOSE,
)

FOREIGN = re.compile(
    rf"""
    (?P<prefix>IEEE(?:{SPACE}Std)?|ASTM|ASME|ANSI(?:/[A-Z]{{2,6}})?|UL|SAE|API|DIN|BS|NF|JIS|NIST{SPACE}SP|FIPS|NFPA
      |ETSI(?:{SPACE}(?:TS|EN|TR|GS))?|3GPP{SPACE}T[SR]|OIML|ECMA|AWS|CSA|GOST(?:{SPACE}R)?|KS|MIL-STD|TIA)
    (?P<gap>{SPACE}|(?<=ECMA)-|(?<=STD)-)
    (?P<number>(?:[A-Z]{{1,3}}{SPACE}?)?\d{{1,6}}(?:\.\d{{1,4}}){{0,3}}[A-Za-z]{{0,2}}(?:/[A-Z]\d{{1,5}}M?)?
      (?:(?<=\d\d\d){SPACE}\d{{3}}(?!\d))?)
    (?P<part>(?:-\d{{1,3}}[A-Za-z]?(?=[:-]\d)|-\d(?!\d)){{0,3}})
    (?:(?P<mark>[-:])(?P<year>{_YEAR}(?:-\d\d)?|(?<=-)\d\d(?!\d)))?
    (?P<suffix>)
    """,
    re.VERBOSE,
)
"""Standards of other countries and of associations."""

INTERNET = re.compile(
    rf"(?:IETF{SPACE})?(?P<prefix>RFC|BCP)(?P<gap>{SPACE}?)(?P<number>[1-9]\d{{0,4}})(?P<suffix>)", re.VERBOSE
)

START = re.compile(r"3GPP|[A-Z](?:[A-Z]|(?<=[TQ])[ \u3000]?[/／])|prEN|ÖNORM")
"""What a number may start with, so that the forms are tried at few places."""

LETTERED = frozenset(("GJB", "TSG", "JTG", "JTS", "JTJ", "DG/TJ"))
"""The codes whose numbers hold letters: GJB 9001C, TSG ZF001, JTG D20."""
