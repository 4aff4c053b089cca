"""duplicate-part (STD-C014)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document, List, plain_text
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._statements import squeezed
from stdml.text.patterns import lazy

_part = lazy(r"^(?:[—–-]+)?(?:第(\d{1,3})部分[:：]|Part(\d{1,3})[:：])([^。；;.（(]{1,80})")


class DuplicatePart(Rule):
    """Two parts of one document bear the same number or the same title.

    ## What it does
    Reads the list of parts in the foreword or the introduction, and compares the entry of this part with the
    title on the cover.

    ## Why is this bad?
    The parts of a document are told apart by number and complementary element (GB/T 1.1—2020, 7.1.3;
    ISO/IEC Directives 2, 11.4).

    ## Example
    ```md
    # 前言

    GB/T 12345已经发布了以下部分：

    - 第1部分：通用要求；
    - 第2部分：通用要求。
    ```

    ## Use instead
    ```md
    # 前言

    GB/T 12345已经发布了以下部分：

    - 第1部分：通用要求；
    - 第2部分：试验方法。
    ```
    """

    code, name, severity, tags = "STD-C014", "duplicate-part", "error", ("foreword", "parts")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.1.3", "iso-directives-2": "ISO/IEC Directives Part 2, 11.4"}
    rows = ("GB-TITLE-05", "ISO-TIT-05")
    on = (Document,)
    message = {
        "zh": "“{first}”与“{second}”的部分号或名称重复",
        "en": "{first!r} and {second!r} have the same number or the same title",
    }
    variants = {
        "cover": {
            "zh": "所列“{second}”与封面上的名称“{first}”不一致",
            "en": "the list says {second!r}, but the title on the cover is {first!r}",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        own = {}
        for title in node.metadata.title.values():
            chinese, part, name = _named(title[-1])
            own[chinese, part] = name
        for clause in node.front:
            for block in walk_blocks(clause):
                if isinstance(block, List):
                    yield from self._list(block, ctx, own)

    def _list(self, block: List, ctx: Context, own: dict[tuple[bool, str], str]) -> Iterator[Report]:
        seen: dict[str, str] = {}
        names: dict[str, str] = {}
        for item in block.items:
            chinese, part, title = _named(plain_text(item.children[:1]))
            if not part:
                continue
            shown = f"{part}: {title}"
            if earlier := names.get(title) or (f"{part}: {seen[part]}" if part in seen else None):
                yield ctx.report(item, first=earlier, second=shown)
            elif (mine := own.get((chinese, part))) and _bare(mine) != _bare(title):
                yield ctx.report(item, variant="cover", first=mine, second=title)
            seen.setdefault(part, title)
            names.setdefault(title, shown)


def _named(text: str) -> tuple[bool, str, str]:
    """Return whether a line is Chinese, and number and title of the part it names; else empty words."""
    found = _part.match(squeezed(text))
    return (bool(found[1]), found[1] or found[2], found[3]) if found else (False, "", "")


def _bare(title: str) -> str:
    return re.sub(r"[\s\u3000—–-]+", "", title).lower()
