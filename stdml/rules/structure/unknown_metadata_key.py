"""unknown-metadata-key (STD-S009)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from stdml.model import Document, Metadata
from stdml.model.metadata import KEPT_KEYS
from stdml.rules.base import Context, Report, Rule

_KNOWN = [name.replace("_", "-") for name in Metadata.model_fields if name != "extra"]


class UnknownMetadataKey(Rule):
    """A key in the metadata that has no meaning here.

    ## What it does
    Finds the keys that the model does not know; their values are kept as they are.

    ## Why is this bad?
    A misspelled key is silently without effect: the number is missing on the cover, the wrong rules apply.

    ## Example
    ```md
    ---
    identifer: GB/T 1.1—2020
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 1.1—2020
    ---
    ```
    """

    code, name, severity, tags = "STD-S009", "unknown-metadata-key", "warning", ("structure",)
    on = (Document,)
    message = {"zh": "不认识的元数据键“{key}”", "en": "unknown metadata key {key!r}"}
    variants = {
        "near": {
            "zh": "不认识的元数据键“{key}”，是否指“{near}”？",
            "en": "unknown metadata key {key!r}; did you mean {near!r}?",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for key in node.metadata.extra:
            # A known key whose value has the wrong form is kept here too; the reader has said so.
            if key in _KNOWN or key in KEPT_KEYS:
                continue
            near = difflib.get_close_matches(key.lower().replace("_", "-"), _KNOWN, 1, 0.75)
            span = ctx.facts.metadata_span(key)
            if near:
                yield ctx.report(node, variant="near", span=span, key=key, near=near[0])
            else:
                yield ctx.report(node, span=span, key=key)
