"""missing-original-title (STD-L013)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import Entry
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_FOREIGN = frozenset(("international", "foreign", "internet"))
_original = lazy(r"[（(\[［][^（）()\[\]［］]{0,20}[A-Za-zÀ-ɏ]{2}")


class MissingOriginalTitle(Rule):
    """A foreign normative reference without its Chinese or without its original title.

    ## What it does
    Looks at the normative references with the number of an international or foreign standard: the Chinese
    title comes first, the original one follows in brackets.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1: without the Chinese title many readers do not know what it is about, and without
    the original one nobody finds it. In the bibliography the original title is enough.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    ISO 9227　人造气氛腐蚀试验　盐雾试验

    # 试验

    按照ISO 9227规定的方法试验。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    ISO 9227　人造气氛腐蚀试验　盐雾试验（Corrosion tests in artificial atmospheres—Salt spray tests）

    # 试验

    按照ISO 9227规定的方法试验。
    ```
    """

    code, name, severity, tags = "STD-L013", "missing-original-title", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1"}
    rows = ("GB-REF-17",)
    languages = ("zh",)
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "国外文件的中文名称之后应在括号中给出原文名称：{word}",
        "en": "the original title shall follow in brackets after the Chinese one: {word}",
    }
    variants = {
        "chinese": {
            "zh": "国外文件应先给出中文名称，原文名称放在其后的括号中：{word}",
            "en": "the Chinese title shall come first, the original one in brackets after it: {word}",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.normative:
            if entry.clause is not node or entry.number is None or entry.number.family not in _FOREIGN:
                continue
            if not any(map(str.isalpha, entry.title)) or _is_spoken_for(entry):
                continue
            if not has_cjk(entry.title):
                yield ctx.report(entry.prose, entry.within, variant="chinese", word=entry.number.text)
            elif not _original.search(entry.title):
                yield ctx.report(entry.prose, entry.within, word=entry.number.text)


def _is_spoken_for(entry: Entry) -> bool:
    """Whether a part of the title is marked as text of another language, or stands in a link."""
    return any(node.kind in ("language_span", "link") for _, _, node in entry.prose.nodes)
