"""wrong-reference-gap (STD-L006)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS, Entry
from stdml.text.patterns import lazy

_wrong = lazy(r"(?P<gap>\s*[，,：:、；;—–-]+\s*|)(?P<title>《[^《》]+》\s*\Z|[\u4e00-\u9fff].*)", re.S)
_quoted = lazy(r"(?P<gap>\s+)(?P<title>《[^《》]+》\s*\Z)", re.S)


class WrongReferenceGap(Rule):
    """A number and a title in a list of references that are not parted by one gap.

    ## What it does
    Finds entries in which the title stands before the number, follows it at once or behind a comma or another
    mark, or stands in 《》. Whether the gap was typed as one wide or one narrow space does not matter: it is
    printed as one wide space.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1 and 10.3.4: between the number and the title stands a gap of one character and
    nothing else. 《》 is for titles in running text.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170《数值修约规则与极限数值的表示和判定》

    # 计算

    按照GB/T 8170的规定修约。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170的规定修约。
    ```
    """

    code, name, severity, tags = "STD-L006", "wrong-reference-gap", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1"}
    rows = ("GB-REF-04",)
    fixes = "safe"
    languages = ("zh",)
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "编号与名称之间空一个汉字，不加标点和书名号，写为“{words}”",
        "en": "one wide space and no mark stands between number and title; write {words!r}",
    }

    variants = {
        "order": {
            "zh": "编号在前，名称在后，写为“{words}”",
            "en": "the number comes first and the title after it; write {words!r}",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.entries:
            if entry.clause is not node or entry.number is None:
                continue
            if not entry.leading:
                words = f"{entry.number.text}　{entry.title}"
                yield ctx.report(entry.prose, entry.within, variant="order", words=words)
                continue
            text = entry.prose.text
            found = _wrong.fullmatch(text, entry.end) or _quoted.fullmatch(text, entry.end)
            if found is None:
                continue
            title = found["title"].strip()
            bare = title[1:-1] if title.startswith("《") and title.endswith("》") else title
            within = (entry.end, entry.end + len(found["gap"]) + (bare != title))
            words = f"{entry.number.text}　{bare}"
            yield ctx.report(entry.prose, _visible(within), words=words, fix=_fix(entry, found, bare, ctx))


def _visible(within: tuple[int, int]) -> tuple[int, int]:
    """Return a range of at least one character: the last of the number where nothing follows it."""
    return within if within[1] > within[0] else (within[0] - 1, within[0])


def _fix(entry: Entry, found: re.Match[str], bare: str, ctx: Context):  # type: ignore[no-untyped-def]
    start, prose = found.start("title"), entry.prose
    edits = [(prose, (entry.end, start + (found["title"][0] == "《")), "\u3000")]
    if bare != found["title"].strip():
        last = start + len(found["title"].rstrip())
        edits.append((prose, (last - 1, last), ""))
    if entry.end == edits[0][1][1]:
        # Nothing stands between: the first character of the title takes the gap with it.
        edits[0] = (prose, (start, start + 1), "\u3000" + prose.text[start])
    return ctx.fix(f"{entry.number.text}　{bare}", edits)  # type: ignore[union-attr]
