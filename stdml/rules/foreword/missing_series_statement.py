"""missing-series-statement (STD-C051)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers
from stdml.rules.foreword._repairs import insert_after
from stdml.text.patterns import lazy

_list = lazy(r"\blist of (?:all )?(?:the )?parts\b|consists of the following parts", re.IGNORECASE)


_part = lazy(r"(?P<series>(?P<body>[A-Z]{2,10})(?:/[A-Z]{2,4})? \d{1,6})-\d{1,3}(?::\d{4})?")


class MissingSeriesStatement(Rule):
    """The foreword of a part does not say where the other parts are listed.

    ## What it does
    Looks in the foreword of a whole document whose number is that of a part, of ISO, IEC or a body that
    numbers as they do, for the sentence on the list of all parts.

    ## Why is this bad?
    Who reads one part has to know that there are others (ISO/IEC Directives 2, 12.5.2).

    ## Example
    ```md
    ---
    identifier: ISO 98765-2:2026
    language: en
    ---

    # Foreword

    This document was prepared by Technical Committee ISO/TC 999, *Pumps*.

    # Scope

    This document specifies requirements for pumps.

    This document is applicable to water pumps.

    # Normative references

    There are no normative references in this document.

    # Terms and definitions

    No terms and definitions are listed in this document.

    ISO and IEC maintain terminology databases for use in standardization at the following addresses:

    - ISO Online browsing platform: available at <https://www.iso.org/obp>
    - IEC Electropedia: available at <https://www.electropedia.org/>

    # Requirements

    The flow rate shall be not less than 20 l/min.
    ```

    ## Use instead
    ```md
    ---
    identifier: ISO 98765-2:2026
    language: en
    ---

    # Foreword

    This document was prepared by Technical Committee ISO/TC 999, *Pumps*.

    A list of all parts in the ISO 98765 series can be found on the ISO website.

    # Scope

    This document specifies requirements for pumps.

    This document is applicable to water pumps.

    # Normative references

    There are no normative references in this document.

    # Terms and definitions

    No terms and definitions are listed in this document.

    ISO and IEC maintain terminology databases for use in standardization at the following addresses:

    - ISO Online browsing platform: available at <https://www.iso.org/obp>
    - IEC Electropedia: available at <https://www.electropedia.org/>

    # Requirements

    The flow rate shall be not less than 20 l/min.
    ```
    """

    code, name, severity, tags = "STD-C051", "missing-series-statement", "warning", ("foreword", "parts")
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 12.5.2"}
    rows = ("ISO-FWD-06",)
    languages = ("en",)
    fixes = "safe"
    on = (Document,)
    message = {"zh": "前言应写：{sentence}", "en": "the foreword is to say: {sentence}"}

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = next((clause for clause in node.front if clause.type == "foreword"), None)
        number = next((found for _, found in numbers(node.metadata) if found), None)
        if foreword is None or not ctx.facts.is_whole:
            return
        words = " ".join(plain_text(block) for block in foreword.blocks)
        if _list.search(words):
            return
        if number is None:
            # Other bodies number as ISO does.
            part = next(filter(None, map(_part.fullmatch, node.metadata.identifier)), None)
            series, body = (part["series"], part["body"]) if part else ("", "")
        else:
            known = re.match(r"ISO|IEC", number.prefix) if number.family == "international" else None
            body = known.group() if known and number.part is not None else ""
            series = number.undated.removesuffix(f"-{number.part}")
        if not body:
            return
        sentence = f"A list of all parts in the {series} series can be found on the {body} website."
        fix = None
        if foreword.blocks:
            fix = insert_after(ctx, foreword.blocks[-1], sentence, f"+ {sentence}")
        yield ctx.report(foreword, fix=fix, sentence=sentence)
