"""unknown-metadata-value (STD-S010)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule

VALUES = {
    "level": ("international", "regional", "national", "industry", "local", "group", "enterprise"),
    "nature": ("mandatory", "recommended", "guidance"),
    "kind": (
        "terminology", "symbols", "classification", "test-method", "specification", "code-of-practice",
        "guide", "product", "process", "service", "evaluation", "management-system",
    ),
    "stage": (
        "preliminary", "proposal", "drafting", "consultation", "review", "approval", "publication",
        "confirmation", "withdrawn",
    ),
}  # fmt: skip
"""The values of the metadata that are words of a list."""


class UnknownMetadataValue(Rule):
    """A value in the metadata that is none of those that have a meaning.

    ## What it does
    Compares level, nature, kind and stage with the words they may be.

    ## Why is this bad?
    What depends on the value, such as the cover and the rules that apply, falls back to the default.

    ## Example
    ```md
    ---
    level: nationl
    ---
    ```

    ## Use instead
    ```md
    ---
    level: national
    ---
    ```
    """

    code, name, severity, tags = "STD-S010", "unknown-metadata-value", "warning", ("structure",)
    on = (Document,)
    message = {
        "zh": "“{key}”的值“{value}”不在下列之中：{values}",
        "en": "the value {value!r} of {key!r} is none of: {values}",
    }
    variants = {
        "near": {
            "zh": "“{key}”没有值“{value}”，是否指“{near}”？",
            "en": "{key!r} has no value {value!r}; did you mean {near!r}?",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for key, values in VALUES.items():
            value = getattr(node.metadata, key)
            if value is None or value in values:
                continue
            near = difflib.get_close_matches(value.lower(), values, 1)
            variant = "near" if near else ""
            span = ctx.facts.metadata_span(key)
            yield ctx.report(
                node,
                variant=variant,
                span=span,
                key=key,
                value=value,
                near="".join(near),
                values=", ".join(values),
            )
