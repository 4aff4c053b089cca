"""Text to measure with: a made-up standard of any length, the same text on every run.

The pieces are drawn from short word lists with a fixed seed. Every subclause holds running text with
provisions and cross-references, and in turn a list, a table, a formula, a note with a footnote or a paragraph
in Chinese, so that no common construct of the dialect is left out and none prevails.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

SUBJECTS = (
    "The enclosure",
    "The charging controller",
    "The operator",
    "The display",
    "The pump",
    "The valve",
)
VERBS = ("shall limit", "shall record", "should report", "may omit", "shall not exceed", "can show")
OBJECTS = (
    "the leakage current",
    "the release time",
    "the surface temperature",
    "the stored energy",
    "the flow rate",
    "the number of cycles",
    "the calibration date",
    "the permanent displacement",
)
CONDITIONS = (
    "at an ambient temperature of 40 °C", "within 10 s of the alarm", "for each batch of 500 units",
    "before the test begins", "under reference conditions", "after the loss of the supply",
)  # fmt: skip
CHINESE = (
    "充电控制器应在10 s内切断输出。",
    "外壳表面温度应不大于60 ℃。",
    "记录的保存期应不少于180 d。",
    "试验用水的温度为10 ℃～30 ℃。",
    "安装高度宜为1.2 m～1.5 m。",
)
NOUNS = ("leakage", "marking", "release", "flow", "storage", "alarm", "housing", "supply", "cycle", "display")
FORMULAS = (
    r"q = \frac{V_0 - V_1}{A t}",
    r"P_c = K_d \sum_{i=1}^{n} P_i",
    r"M = F h",
    r"u = \sqrt{a^2 + b^2}",
)

FRONT_MATTER = """---
identifier: XMPL 1000:2026
title:
  en: [Measured text, Requirements and test methods]
  zh: [测量文本, 要求和试验方法]
language: en
level: international
kind: product
stage: drafting
profile: iso-directives-2
---

# Scope

This document specifies requirements for text that is measured.

# Normative references

There are no normative references in this document.

# Terms and definitions

For the purposes of this document, the following terms and definitions apply.

## measured text {#measured-text}

text whose only purpose is to be read by a program

"""


class _Writer:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._clause = 0

    def _sentence(self) -> str:
        pick = self._random.choice
        return f"{pick(SUBJECTS)} {pick(VERBS)} {pick(OBJECTS)} {pick(CONDITIONS)}."

    def _paragraph(self, sentences: int) -> str:
        lines = [self._sentence() for _ in range(sentences)]
        if self._clause > 1 and self._random.random() < 0.4:
            other = self._random.randrange(1, self._clause)
            lines.append(f"This *also* applies to the parts described in [](#sec-{other}-1).")
        return "\n".join(lines) + "\n\n"

    def _list(self, _: str) -> str:
        items = "".join(f"- {self._random.choice(OBJECTS)}, $x_{n}$;\n" for n in range(1, 5))
        return f"The report shall contain:\n\n{items}- the `identifier` of the unit.\n\n"

    def _table(self, key: str) -> str:
        rows = "".join(
            f"| {self._random.choice(NOUNS)} {n} | $x_{n}$ | {self._random.randint(1, 50)} | "
            f"{self._random.randint(51, 999)} |\n"
            for n in range(1, 6)
        )
        head = "| Characteristic | Symbol | Minimum mm | Maximum mm |\n|---|:-:|--:|--:|\n"
        return f"[](#tab-{key}) applies.\n\nTable: Limits {{#tab-{key}}}\n\n{head}{rows}\n"

    def _formula(self, key: str) -> str:
        return (
            f"The value is given by [](#eq-{key}):\n\n$$\n{self._random.choice(FORMULAS)}\n$$ (eq-{key})\n\n"
            "where\n\n- $q$ — the flow rate, in millimetres per second;\n- $t$ — the time, in seconds.\n\n"
        )

    def _note(self, key: str) -> str:
        return (
            f"NOTE The value was found in a survey[^{key}].\n\n"
            f"[^{key}]: The survey covered {self._random.randint(10, 90)} units.\n\n"
        )

    def _chinese(self, _: str) -> str:
        return "".join(self._random.choice(CHINESE) + "\n" for _ in range(6)) + "\n"

    def clause(self) -> str:
        """Return one clause of the first level with five subclauses."""
        self._clause += 1
        pick = self._random.choice
        parts = [f"# {pick(NOUNS).title()} of group {self._clause} {{#sec-{self._clause}}}\n\n"]
        for at, extra in enumerate((self._list, self._table, self._formula, self._note, self._chinese), 1):
            key = f"{self._clause}-{at}"
            parts.append(f"## {pick(NOUNS).title()} and {pick(NOUNS)} {{#sec-{key}}}\n\n")
            parts.append(self._paragraph(3))
            parts.append(extra(key))
        return "".join(parts)


CHINESE_FRONT_MATTER = """---
identifier: GB/T 99999—2026
title:
  zh: [测量文本, 要求和试验方法]
  en: [Measured text, Requirements and test methods]
language: zh
level: national
nature: recommended
kind: product
stage: drafting
profile: gbt-1.1
---

# 前言

本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

本文件由测量文本标准化技术委员会提出并归口。

# 范围

本文件规定了测量文本的要求，描述了试验方法。

本文件适用于供程序阅读的文本。

# 规范性引用文件

下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

GB/T 18487.1—2023　测量文本　第1部分：通用要求

# 术语和定义

下列术语和定义适用于本文件。

## 测量文本 measured text

只供程序阅读的文本。

"""
_SUBJECTS = ("外壳", "充电控制器", "显示屏", "水泵", "阀门", "计量装置")
_ACTIONS = (
    "应记录",
    "应限制",
    "宜显示",
    "可不显示",
    "不应改变",
    "能够显示",
    "应按照GB/T 18487.1—2023中5.3的规定测量",
)
_THINGS = ("泄漏电流", "动作时间", "表面温度", "剩余能量", "流量", "循环次数", "校准日期", "永久变形")
_CIRCUMSTANCES = (
    "环境温度为40 ℃时，",
    "报警后10 s内，",
    "每500件为一批，",
    "试验开始前，",
    "在参比条件下，",
    "断电后，",
    "",
)
_HEADINGS = ("外观", "标志", "动作", "流量", "贮存", "报警", "外壳", "供电", "循环", "显示")


class _ChineseWriter:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._clause = 0

    def _sentences(self, count: int) -> str:
        pick = self._random.choice
        return "".join(
            f"{pick(_CIRCUMSTANCES)}{pick(_SUBJECTS)}{pick(_ACTIONS)}{pick(_THINGS)}。\n"
            for _ in range(count)
        )

    def _list(self, _: str) -> str:
        items = [f"- {self._random.choice(_THINGS)}，应不大于{n * 10} mm；\n" for n in range(1, 5)]
        return f"报告应包括下列内容：\n\n{''.join(items)}- 样品的名称和`编号`。\n\n"

    def _table(self, key: str) -> str:
        rows = "".join(
            f"| {self._random.choice(_THINGS)}{n} | $x_{n}$ | {self._random.randint(1, 50)} | "
            f"{self._random.randint(51, 999)} |\n"
            for n in range(1, 6)
        )
        head = "| 特性 | 符号 | 最小值/mm | 最大值/mm |\n|---|:-:|--:|--:|\n"
        return f"限值见[](#tab-{key})。\n\nTable: 限值 {{#tab-{key}}}\n\n{head}{rows}\n"

    def _formula(self, key: str) -> str:
        return (
            f"按[](#eq-{key})计算：\n\n$$\n{self._random.choice(FORMULAS)}\n$$ (eq-{key})\n\n"
            "式中：\n\n- $q$——流量，单位为毫米每秒（mm/s）；\n- $t$——时间，单位为秒（s）。\n\n"
        )

    def _note(self, key: str) -> str:
        count = self._random.randint(10, 90)
        return f"注：该值由调查得出[^{key}]。\n\n[^{key}]: 调查了{count}个样品。\n\n"

    def _values(self, _: str) -> str:
        return "".join(self._random.choice(CHINESE) + "\n" for _ in range(6)) + "\n"

    def clause(self) -> str:
        """Return one clause of the first level with five subclauses."""
        self._clause += 1
        pick = self._random.choice
        parts = [f"# 第{self._clause}组的{pick(_HEADINGS)} {{#sec-{self._clause}}}\n\n"]
        for at, extra in enumerate((self._list, self._table, self._formula, self._note, self._values), 1):
            key = f"{self._clause}-{at}"
            parts.append(f"## {pick(_HEADINGS)}和{pick(_HEADINGS)} {{#sec-{key}}}\n\n")
            parts.append(self._sentences(4) + "\n")
            parts.append(extra(key))
        return "".join(parts)


def _whole(front: str, clause: Callable[[], str], size: int) -> str:
    """Return front matter and as many clauses as make at least `size` bytes in UTF-8."""
    parts = [front]
    length = len(front.encode())
    while length < size:
        parts.append(clause())
        length += len(parts[-1].encode())
    return "".join(parts)


def standard(size: int, seed: int = 1) -> str:
    """Return a made-up standard in STDML Markdown of at least `size` bytes in UTF-8."""
    return _whole(FRONT_MATTER, _Writer(seed).clause, size)


def chinese(size: int, seed: int = 1) -> str:
    """Return a made-up Chinese standard in STDML Markdown of at least `size` bytes in UTF-8."""
    return _whole(CHINESE_FRONT_MATTER, _ChineseWriter(seed).clause, size)


def _statements(count: int, seed: int) -> Iterator[str]:
    source = random.Random(seed)
    for number in range(1, count + 1):
        limit, unit = source.randint(1, 500), source.choice(("ms", "kPa", "mm", "V", "s"))
        if number % 10 == 0:
            yield f"充电控制器的响应时间应不大于{limit} {unit}，且应记录每次动作的时间和原因。"
        else:
            first, second = source.sample(OBJECTS, 2)
            yield (
                f"{source.choice(SUBJECTS)} shall limit {first} and {second} "
                f"to {limit} {unit} {source.choice(CONDITIONS)} and report each deviation to the operator."
            )


def requirements(count: int, seed: int = 2) -> str:
    """Return a document with `count` requirement blocks, 25 in a clause; each but the first has a parent."""
    methods = ("test", "inspection", "calculation", "review")
    parts = ["---\ntitle: {en: Requirements of a made-up system}\nlanguage: en\nprofile: none\n---\n\n"]
    for number, statement in enumerate(_statements(count, seed), 1):
        if number % 25 == 1:
            parts.append(f"# Group {number // 25 + 1}\n\n")
        parent = f' relations="derives REQ-{max(1, number // 5):05d}"' if number > 1 else ""
        marks = f"#REQ-{number:05d} verification={methods[number % 4]}{parent}"
        parts.append(f"::: requirement {{{marks}}}\n{statement}\n:::\n\n")
    return "".join(parts)


def asciidoc(markdown: str) -> str:
    """Return the text of a made-up standard as AsciiDoc, so that a peer gets the same amount of work."""
    _, _, body = markdown.split("---\n", 2)
    body = re.sub(r"^(#+) (.*?)(?: \{#([\w-]+)\})?$", _asciidoc_heading, body, flags=re.MULTILINE)
    body = re.sub(r"^Table: (.*) \{#([\w-]+)\}\n\n((?:\|.*\n)+)", _asciidoc_table, body, flags=re.MULTILINE)
    body = re.sub(r"\[\]\(#([\w-]+)\)", r"<<\1>>", body)
    body = re.sub(r"\$\$\n(.*)\n\$\$ \(([\w-]+)\)", r"[latexmath#\2]\n++++\n\1\n++++", body)
    body = re.sub(r"\$([^$\n]+)\$", r"latexmath:[\1]", body)
    body = re.sub(r"\[\^([\w-]+)\]: (.*)\n", "", body)
    body = re.sub(r"\[\^[\w-]+\]", "footnote:[The survey covered a number of units.]", body)
    return "= Measured text\n:stem:\n\n" + re.sub(r"^- ", "* ", body, flags=re.MULTILINE)


def _asciidoc_heading(match: re.Match[str]) -> str:
    level, title, key = match.groups()
    return (f"[#{key}]\n" if key else "") + "=" * (len(level) + 1) + " " + title


def _asciidoc_table(match: re.Match[str]) -> str:
    caption, key, rows = match.groups()
    lines = [line.rstrip("|").rstrip() for line in rows.splitlines() if not line.startswith("|---")]
    return f".{caption}\n[#{key},options=header]\n|===\n" + "\n".join(lines) + "\n|===\n"
