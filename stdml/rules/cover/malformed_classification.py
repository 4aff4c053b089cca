"""malformed-classification (STD-C002)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import is_placeholder, value_fix, value_span
from stdml.text.patterns import lazy

_ics = lazy(r"(\d\d)(?:\.\d{3}(?:\.\d\d)?)?")
_ccs = lazy(r"([A-Z])( ?)\d\d(?:/\d\d)?")
_lead = lazy(r"\s*(?:ICS|CCS|中国标准文献分类号|国际标准分类号)[ :：]*")
_between = lazy(r"\s*[;；,，、]\s*")


@cache
def _data() -> dict[str, Any]:
    text = (files("stdml.rules") / "data" / "classification.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


class MalformedClassification(Rule):
    """A code of the ICS or of the CCS that does not exist.

    ## What it does
    Compares the codes with the form and the fields of the International Classification for Standards
    (35.240.30) and with those of the Chinese Classification for Standards (L 77).

    ## Why is this bad?
    Standards are filed and found by these codes (GB/T 1.1—2020, 8.1 and 10.3.1.5).

    ## Example
    ```md
    ---
    language: zh
    ics: 35.24
    ccs: L 77
    ---
    ```

    ## Use instead
    ```md
    ---
    language: zh
    ics: 35.240
    ccs: L 77
    ---
    ```
    """

    code, name, severity, tags = "STD-C002", "malformed-classification", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-10",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "{key} 分类号“{value}”不存在；其形式如“{form}”",
        "en": "there is no {key} code {value!r}; codes look like {form!r}",
    }
    variants = {
        "form": {
            "zh": "{key} 分类号“{value}”写作“{form}”",
            "en": "write the {key} code {value!r} as {form!r}",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for key, form in (("ics", "35.240.30"), ("ccs", "L 77")):
            for value in getattr(node.metadata, key):
                if is_placeholder(value):
                    continue
                right = "; ".join(_right(key, code) or "" for code in _between.split(value))
                if all(right.split("; ")):
                    if value not in (right, *(right.replace("; ", mark) for mark in (";", "；", "，", "、"))):
                        fix = value_fix(ctx, key, value, right, f"{value} → {right}")
                        span = value_span(ctx, key, value)
                        yield ctx.report(
                            node, variant="form", span=span, fix=fix, key=key.upper(), value=value, form=right
                        )
                    continue
                yield ctx.report(
                    node, span=value_span(ctx, key, value), key=key.upper(), value=value, form=form
                )


def _right(key: str, code: str) -> str | None:
    """Return a code in its right form, or None if there is none."""
    code = _lead.sub("", code, count=1).strip()
    if key == "ics":
        found = _ics.fullmatch(code)
        return code if found and found[1] in _data()["ics_fields"] else None
    found = _ccs.fullmatch(code)
    if not found or found[1] not in _data()["ccs_letters"]:
        return None
    return code if found[2] else f"{code[0]} {code[1:]}"
