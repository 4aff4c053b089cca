"""missing-replacement-statement (STD-C050)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_replaces = lazy(r"\b(?:cancels? and replaces?|replaces?|supersedes?)\b", re.IGNORECASE)
_changes = lazy(
    r"\b(?:main|significant|principal|technical|editorial|following)(?: technical| editorial)? changes?\b"
    r"|\bchanges? (?:compared|are|is|as|to|from|in|with|since)\b|\bdiffers? from\b",
    re.I,
)


class MissingReplacementStatement(Rule):
    """The foreword of a revision does not say what it replaces, or not what changed.

    ## What it does
    Looks in the foreword of a whole document that replaces another one for "This … edition cancels and
    replaces …" and for the list of the main changes.

    ## Why is this bad?
    Users of the last edition have to learn what they must change (ISO/IEC Directives 2, 12.5.2 and Annex A).

    ## Example
    ```md
    ---
    identifier: ISO 98765:2026
    language: en
    replaces: ISO 98765:2015
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
    identifier: ISO 98765:2026
    language: en
    replaces: ISO 98765:2015
    ---

    # Foreword

    This document was prepared by Technical Committee ISO/TC 999, *Pumps*.

    This second edition cancels and replaces the first edition (ISO 98765:2015), which has been technically
    revised.

    The main changes are as follows:

    - the flow rate has been changed.

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

    code, name, severity, tags = (
        "STD-C050",
        "missing-replacement-statement",
        "error",
        ("foreword", "revision"),
    )
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 12.5.2"}
    rows = ("ISO-FWD-05",)
    languages = ("en",)
    on = (Document,)
    message = {
        "zh": "前言应写明代替的文件：This … edition cancels and replaces … ({number})",
        "en": "the foreword is to say: This … edition cancels and replaces … ({number})",
    }
    variants = {
        "changes": {
            "zh": "前言应列出主要变化：The main changes are as follows:",
            "en": "the foreword is to list the changes: The main changes are as follows:",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = next((clause for clause in node.front if clause.type == "foreword"), None)
        if foreword is None or not ctx.facts.is_whole:
            return
        words = " ".join(plain_text(block) for block in foreword.blocks)
        if not _replaces.search(words):
            if node.metadata.replaces:
                yield ctx.report(foreword, number=node.metadata.replaces[0])
        elif not _changes.search(words):
            yield ctx.report(foreword, variant="changes")
