"""Numbers of standards: all forms that the reference material lists, and what they are not."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from stdml.text import standards

REPO = Path(__file__).resolve().parents[1]
CASES = REPO.parent / "shared" / "rules" / "standard-numbers.json"


def _cases() -> dict[str, Any]:
    if not CASES.exists():
        pytest.skip("the reference material is not beside the repository")
    data: dict[str, Any] = json.loads(CASES.read_text(encoding="utf-8"))
    return data


def test_right_forms_are_read_and_written_back() -> None:
    wrong = {}
    for text in _cases()["positive"]:
        number = standards.parse(text)
        if number is None or number.canonical != text or number.issues:
            wrong[text] = number
    assert wrong == {}


def test_wrong_forms_are_read_named_and_repaired() -> None:
    for text, issue, canonical in _cases()["neg_fixable"]:
        number = standards.parse(text)
        assert number is not None, text
        assert (text, number.canonical) == (text, canonical)
        assert issue in number.issues, (text, number.issues)
        assert standards.key(text) == standards.key(canonical)


def test_what_is_no_number_is_none() -> None:
    wrong = {text: standards.parse(text) for text in _cases()["neg_invalid"]}
    assert {text: number for text, number in wrong.items() if number is not None} == {}


def test_the_tables_hold_all_codes() -> None:
    for name in ("industry", "industry_legacy", "engineering", "province"):
        assert set(standards.tables()[name]) == set(_cases()[name])


FOUND = [
    ("按照GB/T 18487.1—2023 中 5.3 和 ISO 9001:2015 的规定。", ["GB/T 18487.1—2023", "ISO 9001:2015"]),
    ("应符合GB 5749的规定", ["GB 5749"]),
    (
        "符合 DB31/T 1234—2022、DB3301/T 0012—2020 和 T/SHXXX 001—2023",
        ["DB31/T 1234—2022", "DB3301/T 0012—2020", "T/SHXXX 001—2023"],
    ),
    ("企业标准 Q/ABC 123—2020 与 SJ/T 11363—2006", ["Q/ABC 123—2020", "SJ/T 11363—2006"]),
    (
        "see ISO/IEC 27001:2022, IEC 60364-4-41:2005+AMD1:2017, and RFC 8174.",
        ["ISO/IEC 27001:2022", "IEC 60364-4-41:2005+AMD1:2017", "RFC 8174"],
    ),
    (
        "IEEE 802.3-2018 and EN 61000-6-3:2007 (JJF 1001—2011)",
        ["IEEE 802.3-2018", "EN 61000-6-3:2007", "JJF 1001—2011"],
    ),
    ("GB/T 28046.1～GB/T 28046.5", ["GB/T 28046.1", "GB/T 28046.5"]),
    ("GB/T 3102（所有部分）", ["GB/T 3102（所有部分）"]),
    ("采用GB/T 19001—2016/ISO 9001:2015。", ["GB/T 19001—2016/ISO 9001:2015"]),
    ("ISO 9001-2015 and ISO 80000-1:2022", ["ISO 9001:2015", "ISO 80000-1:2022"]),
    ("JTG D20—2017，TSG ZF001—2006，GJB 9001C—2017", ["JTG D20—2017", "TSG ZF001—2006", "GJB 9001C—2017"]),
    ("应符合TSG T5002和TSG 08—2017的规定", ["TSG T5002", "TSG 08—2017"]),
    ("格式见IETF RFC 8259", ["RFC 8259"]),
    ("草案 DB31/T XXXX—XXXX", ["DB31/T XXXX—XXXX"]),
    ("旧标准 GB 8170—87", ["GB 8170—87"]),
    ("NB/SH/T 0599—2013 与 YY 0505—2012", ["NB/SH/T 0599—2013", "YY 0505—2012"]),
]

NOT_FOUND = [
    "型号 XGB 50016 的设备",
    "version 5.2.1 of 2020-03-31",
    "The CH4 content and SH1 are listed.",
    "HTTP 404",
    "UTF-8",
    "A4 paper, Windows 10, iPhone 15",
    "IP54",
    "AISO 9001",
    "foo/GB 1234x",
    "GB/T 1.1.1—2020",
    "GB/X 123—2020",
    "DB99/T 1—2020",
    "内存 16 GB 2 条",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numbers_in_running_text(text: str, expected: list[str]) -> None:
    found = list(standards.find_all(text))
    assert [number.canonical for number in found] == expected
    assert all(text[number.start : number.end] == number.text for number in found)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_looks_like_a_number(text: str) -> None:
    assert [number.text for number in standards.find_all(text)] == []


def test_the_parts_of_a_number() -> None:
    number = standards.parse("GB/T 18487.1—2023")
    assert number is not None
    assert (number.prefix, number.number, number.part, number.year) == ("GB/T", "18487", "1", "2023")
    number = standards.parse("IEC 60335-2-9:2019")
    assert number is not None
    assert (number.prefix, number.number, number.part, number.year) == ("IEC", "60335", "2-9", "2019")
    number = standards.parse("GB/T 19001—2016/ISO 9001:2015")
    assert number is not None and number.adopted is not None
    assert number.adopted.canonical == "ISO 9001:2015"
    earthquake, local = standards.parse("DB/T 8.1—2003"), standards.parse("DB31/T 8.1—2003")
    assert earthquake is not None and local is not None
    assert (earthquake.family, local.family) == ("industry", "local")


def test_keys_compare_what_is_the_same_standard() -> None:
    same = ["GB/T 1.1—2020", "GB/T 1.1-2020", "GB／T1.1–2020", "GB/T　1.1——2020"]
    assert len({standards.key(text) for text in same}) == 1
    assert standards.key("GB/T 1.1—2020") != standards.key("GB/T 1.1—2009")
    assert standards.key("GB/T 1.1—2020", dated=False) == standards.key("GB/T 1.1", dated=False)
    assert standards.key("GB/T 1.1") != standards.key("GB/T 11")
    assert standards.key("GB/Z 2.1—2019") != standards.key("GBZ 2.1—2019")
    assert standards.key("IEEE Std 1588-2019") == standards.key("IEEE 1588-2019")
    assert standards.key("My  paper – 2019") == standards.key("my paper-2019")


@pytest.mark.parametrize(
    "piece", ["GB/T 1", "GB/T ", "ISO/IEC/", "DB31/", "A-1", "T/AAAAAAAA", "IEC 1-1-1", "1.1.1", "[/ "]
)
def test_finding_takes_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            list(standards.find_all(text))
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(4000) < 40 * max(seconds(400), 1e-4)
