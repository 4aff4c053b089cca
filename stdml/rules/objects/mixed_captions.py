"""mixed-captions (STD-F013)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._captions import Kind

_KINDS: tuple[Kind, ...] = ("table", "figure")


class MixedCaptions(Rule):
    """Numbered tables or figures of which some have a title and others have none.

    ## What it does
    Compares all numbered tables of a document, and all numbered figures: each has a title, or none has.

    ## Why is this bad?
    A title says what a table is about without the text around it; where one is missing among others it was
    most often forgotten.

    ## Example
    ```md
    # 要求

    ## 流量

    表1　流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |

    表2

    | 型号 | 压力/kPa |
    |---|--:|
    | 甲 | 20 |
    ```

    ## Use instead
    ```md
    # 要求

    ## 流量

    表1　流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |

    表2　压力限值

    | 型号 | 压力/kPa |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F013", "mixed-captions", "warning", ("objects",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.7.2.2, 9.8.2.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 28.2, 29.2",
    }
    rows = ("GB-FIG-02", "GB-TAB-02", "ISO-FIG-06")
    on = (Document,)
    message = {
        "zh": "{label}没有标题，而其他的有；标题宜全有或全无",
        "en": "{label} has no title where others have one; give all of them a title, or none",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        level = None if ctx.basis.startswith("GB") else "info"
        for kind in _KINDS:
            numbered = [one for one in ctx.facts.captions.of(kind) if one.names and not one.placed.apart]
            if not any(one.titled for one in numbered):
                continue
            for one in numbered:
                if not one.titled:
                    yield ctx.report(one.node, label=one.shown(ctx.facts), severity=level)  # type: ignore[arg-type]
