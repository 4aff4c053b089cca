"""Verification and comparison through the command line: every verdict, every kind of file, no guess."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from stdml.cli.compare import command as compare
from stdml.cli.verify import command as verify
from stdml.errors import InputError
from stdml.semantics.verdicts import VERDICTS

STANDARD = """---
identifier: DB99/T 0001—2026
title: {zh: 照料站服务要求}
language: zh
---

# 要求

## 环境

活动室的室内温度应为 18 ℃～28 ℃。

活动室夜间照度不应低于 100 lx，昼间照度不应低于 200 lx。

走廊净宽不应小于 1.80 m，走廊净高宜大于 2.40 m。

居室噪声不应大于 45 dB (A)。

## 用水

饮用水中不应检出大肠菌群。

饮用水的余氯不应低于 0.05 mg/L。

热水温度示值应在设定值的±5 %以内。

当采用集中供水时，水箱清洗间隔不应大于 6 个月。

## 服务

护理人员与老年人的配比不应低于 1:4。

呼叫响应时间不应超过 3 min。

家具的燃烧性能不应低于B1级。

出口数量不应少于 2 个。

整改报告的提交时间不应迟于2026年3月1日。
"""


@pytest.fixture
def standard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    path = tmp_path / "standard.md"
    path.write_text(STANDARD, encoding="utf-8")
    return path


def _run(command: Any, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), catch_exceptions=False)


def _verdicts(standard: Path, data: bytes | str, name: str = "results.csv") -> list[dict[str, Any]]:
    """Return what the command prints of the requirements that have results."""
    results = standard.parent / name
    results.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    done = _run(verify, str(standard), "--data", str(results), "--format", "json")
    found = json.loads(done.output)
    assert isinstance(found, list)
    assert all(
        {"parameter", "clause", "verdict", "reason", "samples", "cells"} <= one.keys() for one in found
    )
    assert {one["verdict"] for one in found} <= set(VERDICTS)
    return [one for one in found if one["samples"]]


# parameter, value, unit, condition, uncertainty; the verdict; words of the reason
ROWS = [
    ("室内温度", "28.0", "℃", "", "", "conform", "28.0"),
    ("室内温度", "301.16", "K", "", "", "nonconform", "28.01 ℃ > 28 ℃"),
    ("照度", "150", "lx", "时段=夜间", "", "conform", "≥ 100 lx"),
    ("照度", "150", "lx", "时段=昼间", "", "nonconform", "< 200 lx"),
    ("照度", "150", "lx", "", "", "indeterminate", ""),
    ("走廊净宽", "1800", "mm", "", "", "conform", "1.8 m"),
    ("走廊净高", "2.40", "m", "", "", "observation", "2.40"),
    ("噪声", "45.5", "dB(A)", "", "1", "conditional-nonconform", "U = 1"),
    ("噪声", "44.5", "dB(A)", "", "1", "conditional-conform", "U = 1"),
    ("噪声", "44", "dB(C)", "", "", "invalid", "dB(C)"),
    ("噪声", "44", "dB", "", "", "invalid", "dB"),
    ("大肠菌群", "未检出", "", "", "", "conform", "未检出"),
    ("大肠菌群", "2", "CFU/100 mL", "", "", "nonconform", "检出"),
    ("余氯", "0.06", "g", "", "", "invalid", "不是同一种量"),
    ("余氯", "<0.1", "mg/L", "", "", "indeterminate", "可能符合也可能不符合"),
    ("温度示值", "1.04", "", "", "", "indeterminate", "设定值"),
    ("清洗间隔", "7", "月", "集中供水=否", "", "not-applicable", ""),
    ("清洗间隔", "7", "月", "采用集中供水=是", "", "nonconform", "> 6"),
    ("配比", "1:5", "", "", "", "nonconform", "1:4"),
    ("响应时间", "200", "s", "", "", "nonconform", "> 3 min"),
    ("响应时间", "", "min", "", "", "indeterminate", "没有测得值"),
    ("燃烧性能", "A级", "", "", "", "conform", "B1"),
    ("燃烧性能", "B2级", "", "", "", "nonconform", "B1"),
    ("燃烧性能", "难燃", "", "", "", "indeterminate", "不知道"),
    ("出口数量", "2", "个", "", "", "conform", "≥ 2"),
    ("提交时间", "2026-03-01", "", "", "", "conform", "不晚于"),
    ("提交时间", "2026年3月2日", "", "", "", "nonconform", " 晚于"),
    ("提交时间", "三月初", "", "", "", "indeterminate", "不知道"),
    ("湿度", "50", "%", "", "", "indeterminate", "湿度"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:4]))
def test_the_verdict_is_right_or_says_what_is_missing(standard: Path, row: tuple[str, ...]) -> None:
    *cells, verdict, words = row
    name, value, unit, condition, uncertainty = cells
    head = "parameter,value,unit,condition,uncertainty\n"
    found = _verdicts(standard, head + ",".join((name, value, unit, condition, uncertainty)) + "\n")
    assert [(one["verdict"]) for one in found] == [verdict], found
    assert words in found[0]["reason"], found[0]["reason"]


def test_every_verdict_is_among_the_rows() -> None:
    assert {row[-2] for row in ROWS} == set(VERDICTS)


TABLE = "参数;值;单位;条件\n室内温度;18,5;℃;\n照度;99;lx;时段=夜间\n噪声;45,1;dB(A);\n"
_OF_TABLE = ["conform", "nonconform", "nonconform"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_tables_of_every_making(standard: Path, encoding: str, delimiter: str) -> None:
    text = TABLE.replace(",", ".") if delimiter != ";" else TABLE
    data = text.replace(";", delimiter).replace("\n", "\r\n").encode(encoding)
    assert sorted(one["verdict"] for one in _verdicts(standard, data)) == sorted(_OF_TABLE)


@pytest.mark.parametrize(
    "text",
    [
        '[{"parameter": "室内温度", "value": 18.50, "unit": "℃"}]',
        '{"results": [{"参数": "室内温度", "值": "18.50 ℃"}]}',
        '{"parameter": "室内温度", "value": [18.50], "unit": "℃", "sample": null}',
    ],
)
def test_objects_of_every_making(standard: Path, text: str) -> None:
    (found,) = _verdicts(standard, text, "results.json")
    assert found["verdict"] == "conform"
    assert "18.50" in found["reason"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "“参数”和“值”"),
        ("a,b\n1,2\n", "“参数”和“值”"),
        ("parameter,value\n室内温度,28,5\n", "单元格多于标题"),
        ("parameter,value,result\n室内温度,20,30\n", "多个值列"),
        ('[{"parameter": "室内温度", "value": 20, "value": 30}]', "重复的键"),
        ('[{"parameter": "室内温度", "value": 20, "result": 30}]', "多个值列"),
        ("[" * 100_000 + "]" * 100_000, "JSON"),
        ('[{"parameter": "室内温度"}]', "第 1 条"),
        ('[1, "x"]', "第 1 条"),
        ("[{", "JSON"),
    ],
)
def test_files_that_cannot_be_read_are_refused(standard: Path, text: str, words: str) -> None:
    results = standard.parent / "results.csv"
    results.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(words)):
        _run(verify, str(standard), "--data", str(results))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("1e400", "invalid"),
        ("true", "invalid"),
        ("=1+1", "invalid"),
        ("９９", "nonconform"),
        ("9" * 200, "nonconform"),
        ("二十", "invalid"),
        ("1,234", "invalid"),
        ("20 apples", "invalid"),
        ("20/0", "invalid"),
        ("-0", "nonconform"),
        ("约 20", "invalid"),
        ("合格", "indeterminate"),
    ],
)
def test_hostile_values_are_never_guessed(standard: Path, value: str, verdict: str) -> None:
    rows = json.dumps([{"parameter": "室内温度", "value": value, "unit": "℃"}])
    (found,) = _verdicts(standard, rows, "results.json")
    assert found["verdict"] == verdict, found["reason"]
    assert found["reason"]


# --- Comparison

PAIRS = [
    ("站厅噪声不应大于 55 dB(A)。", "站厅噪声不应大于 60 dB(A)。", "stricter"),
    ("站厅照度不应低于 200 lx。", "站厅照度不应低于 0.2 klx。", "equal"),
    ("室内温度应为 18 ℃～26 ℃。", "室内温度应为 16 ℃～24 ℃。", "different"),
    ("出口数量不应少于 2 个。", "出口数量不应少于 3 个。", "looser"),
    ("饮用水中不应检出大肠菌群。", "饮用水中不应检出大肠菌群。", "equal"),
    ("装修材料的燃烧性能不应低于 A 级。", "装修材料的燃烧性能不应低于 B1 级。", "stricter"),
    ("提交时间不应迟于2026年3月1日。", "提交时间不应迟于2026年6月1日。", "stricter"),
    ("站厅噪声不应大于 55 dB(A)。", "站厅噪声不应大于 55 dB(C)。", "not-comparable"),
    ("风速不应大于 0.3 m/s。", "", "only-in-a"),
    ("", "风速不应大于 0.3 m/s。", "only-in-b"),
    ("夜间照度不应低于 100 lx。", "昼间照度不应低于 200 lx。", "only-in-a only-in-b"),
    ("供电电压应为 220 V±10 %。", "供电电压应为 198 V～242 V。", "equal"),
    ("示值应在参考值的±1 %以内。", "示值应在参考值的±2 %以内。", "stricter"),
]


@pytest.mark.parametrize(("first", "second", "verdict"), PAIRS, ids=lambda text: text[:24])
def test_compared(tmp_path: Path, first: str, second: str, verdict: str) -> None:
    for name, words in (("a.md", first), ("b.md", second)):
        (tmp_path / name).write_text(f"---\nlanguage: zh\n---\n\n# 要求\n\n{words}\n", encoding="utf-8")
    done = _run(compare, str(tmp_path / "a.md"), str(tmp_path / "b.md"), "--format", "json")
    found = json.loads(done.output)
    assert all({"characteristic", "a", "b", "verdict", "reason"} <= one.keys() for one in found)
    assert {one["verdict"] for one in found} == set(verdict.split()), found
