"""reference-ends-with-stop (STD-L005)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS
from stdml.text.patterns import lazy

_stop = lazy(r"(?:[。；，、．;]|(?<!\.)\.)\s*\Z")
# What may end a title: "etc.", initials, an abbreviation of a body.
_abbreviated = lazy(r"(?:\b[A-Za-z]|\betc|\bInc|\bCo|\bLtd|\bed|\beds|\bVol|\bNo)\.\s*\Z")


class ReferenceEndsWithStop(Rule):
    """An entry of a list of references with a mark at its end.

    ## What it does
    Finds a full stop, a semicolon or a comma after an entry of the normative references or of the
    bibliography. The final stop of other literature, which GB/T 7714 asks for, is left alone.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1 and 10.3.4: an entry is no sentence and has no mark at its end.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定。

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

    code, name, severity, tags = "STD-L005", "reference-ends-with-stop", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1, 8.13", "iso-directives-2": "ISO/IEC Directives Part 2, 10.3"}
    rows = ("GB-REF-04", "GB-BIB-02", "ISO-REF-11")
    fixes = "safe"
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "引用文件的末尾不加标点，删去“{word}”",
        "en": "an entry of the references has no mark at its end; delete {word!r}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.entries:
            found = _stop.search(entry.prose.text) if entry.clause is node else None
            if found is None or found.start() < entry.end:
                continue
            mark = found.group().strip()
            if mark in ".．" and (entry.number is None or _abbreviated.search(entry.prose.text)):
                continue
            fix = ctx.fix(f"– {mark}", [(entry.prose, (found.start(), found.end()), "")])
            yield ctx.report(entry.prose, (found.start(), found.start() + 1), word=mark, fix=fix)
