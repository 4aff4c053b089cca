"""drafters-statement (STD-C040)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._statements import Statement, squeezed
from stdml.text.patterns import lazy

_HAN = "\u4e00-\u9fff"
_labels = {
    "drafting": (re.compile(r"(?:(?:的)?(?:主要|负责|参加)?(?:起草|编制|编写)单位)\s*([:：]?)"), "起草单位"),
    "drafters": (re.compile(r"(?:的)?(?:主要)?(?:起草|编制|编写)人员?\s*([:：]?)"), "主要起草人"),
}
# Half-width marks are the subject of the rules about punctuation.
_comma = lazy(rf"(?<=[{_HAN}）)])\s*[，；]\s*(?=\S)|[，；]\s*(?=[{_HAN}])")
# Two or three characters each: 张 三 with a space inside is one name.
_spaced = lazy(rf"(?:[{_HAN}]{{2,4}}[ \u3000]+)+[{_HAN}]{{2,4}}。?")
_affiliation = lazy(r"[（(].*\Z")
# In Co., Ltd. the half-width marks belong to the name.
_between = lazy(rf"[、，；\n]|(?<=[{_HAN}）)])[,;]|[,;](?=\s*[{_HAN}])")


class DraftersStatement(Rule):
    """The statement on the organizations or persons that drafted the document is missing or malformed.

    ## What it does
    Misses 本文件起草单位：…。 and 本文件主要起草人：…。 in a whole document; looks at their first words,
    at the marks between the names, at the full stop and for names that stand there twice; and compares the
    names with those in the metadata.

    ## Why is this bad?
    The names are part of the record of the project and have one form (GB/T 1.1—2020, 8.3 g)).

    ## Example
    ```md
    # 前言

    本文件起草单位：甲有限公司，乙有限公司

    本文件起草人：陆一鸣，顾清源
    ```

    ## Use instead
    ```md
    # 前言

    本文件起草单位：甲有限公司、乙有限公司。

    本文件主要起草人：陆一鸣、顾清源。
    ```
    """

    code, name, severity, tags = "STD-C040", "drafters-statement", "error", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 g)"}
    rows = ("GB-FWD-11",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {"zh": "写作“本文件{right}：……。”", "en": "begin with 本文件{right}："}
    variants = {
        "missing": {
            "zh": "前言缺少“本文件{right}：……。”",
            "en": "the foreword lacks the statement 本文件{right}：……。",
        },
        "comma": {"zh": "名称之间用顿号“、”", "en": "separate the names by “、”"},
        "stop": {"zh": "“{right}”的末尾用句号“。”", "en": "the statement 本文件{right} ends with “。”"},
        "twice": {"zh": "“{name}”重复", "en": "{name!r} stands here twice"},
        "differs": {
            "zh": "“{name}”与元数据（{key}）不一致",
            "en": "{name!r} and the metadata (key {key!r}) do not agree",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        if foreword.clause is None:
            return
        for kind, (_, right) in _labels.items():
            found = foreword.of(kind)
            for statement in found[:1]:
                yield from self._form(statement, kind, ctx, node)
            if not found and ctx.facts.is_whole:
                yield ctx.report(foreword.clause, variant="missing", right=right)

    def _form(self, statement: Statement, kind: str, ctx: Context, node: Document) -> Iterator[Report]:
        pattern, right = _labels[kind]
        prose, start, text = statement.prose, statement.start, statement.text
        label = pattern.search(text)
        if label is None or start + label.end() >= len(prose.text):
            return
        # Everything but the label itself is the same in "起草单位：" and "本文件起草单位：".
        begin = "本文件" if not squeezed(text[: label.start()]) else ""
        if begin or label.group() != f"{right}：":
            within = (start + label.start(), start + label.end())
            new = f"{begin}{right}："
            fix = ctx.fix(f"{label.group()} → {new}", [(prose, within, new)])
            # The other words are those of older editions, which everybody understands.
            level: Severity | None = (
                None if begin or label[1] == "" or label.group()[-1] == ":" else "warning"
            )
            yield ctx.report(prose, within, fix=fix, right=right, severity=level)
        names = text[label.end() :]
        if _spaced.fullmatch(names.strip()):
            within = (start + label.end(), start + len(text.rstrip()))
            new = "、".join(names.split()).replace("。、", "。")
            yield ctx.report(prose, within, variant="comma", fix=ctx.fix("、", [(prose, within, new)]))
        for hit in _comma.finditer(names):
            within = (start + label.end() + hit.start(), start + label.end() + hit.end())
            yield ctx.report(prose, within, variant="comma", fix=ctx.fix("、", [(prose, within, "、")]))
        end = start + len(text.rstrip())
        if prose.text[end - 1] not in "。：:" and end == len(prose.text.rstrip()):
            last = prose.text[end - 1]
            new = "。" if last in ".;；,，、" else f"{last}。"
            fix = ctx.fix("。", [(prose, (end - 1, end), new)])
            yield ctx.report(prose, (end - 1, end), variant="stop", fix=fix, right=right)
        yield from self._names(statement, names, kind, ctx, node)

    def _names(
        self, statement: Statement, names: str, kind: str, ctx: Context, node: Document
    ) -> Iterator[Report]:
        listed = [squeezed(name).strip("。.") for name in _between.split(names)]
        listed = [name for name in listed if name and not name.endswith("等")]
        seen: set[str] = set()
        for name in listed:
            if name in seen:
                yield ctx.report(statement.prose, statement.range, variant="twice", name=name)
            seen.add(name)
        attribute = "drafted_by" if kind == "drafting" else "drafters"
        known = [squeezed(name).strip("。.") for name in getattr(node.metadata, attribute)]
        if kind == "drafters":
            # Where a person works may stand behind the name.
            listed = [_affiliation.sub("", name) for name in listed]
            seen = set(listed)
        if not known or not listed or "等" in names[-3:]:
            return
        expected = set(known)
        for name in (*(n for n in listed if n not in expected), *(n for n in known if n not in seen)):
            place, shown = statement.range, attribute.replace("_", "-")
            yield ctx.report(
                statement.prose, place, variant="differs", name=name, key=shown, severity="warning"
            )
