"""wrong-self-name (STD-L025)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Citation, ReferenceEntry, SelfReference
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# "A standard … . This standard …" may go on about the other one.
_may_mean_another = lazy(r"[Tt]his (?:[Ss]tandard|[Ss]ection)|本部分")


class WrongSelfName(Rule):
    """A document that calls itself anything but 本文件 or "this document".

    ## What it does
    Finds 本标准, 本部分, 本规范, 本规程, 本指南 and the like, "this International Standard", "this part of
    ISO 1234" and the like; words in quotation marks and titles are left alone.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.2, and ISO/IEC Directives 2, 10.6, fix the name, so that the text stays right whatever
    the document is: a standard, a part of one, a specification or a guide.

    ## Example
    ```md
    # 范围

    本标准规定了示例泵的技术要求。
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了示例泵的技术要求。
    ```
    """

    code, name, severity, tags = "STD-L025", "wrong-self-name", "error", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.2", "iso-directives-2": "ISO/IEC Directives Part 2, 10.6"}
    rows = ("GB-SELF-01", "GB-FWD-13", "ISO-REF-14")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("本", "this"))
    message = {
        "zh": "文件称自身为“{words}”，不写“{word}”",
        "en": "a document calls itself {words!r}, not {word!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry):
            return
        first = next((start for start, _, _ in node.of(Citation)), len(node.text))
        for start, end, _ in node.of(SelfReference):
            word = node.text[start:end]
            chinese = word.startswith("本")
            words = "本文件" if chinese else f"{word[0]}his document"
            if word == words or not word.startswith(("本", "This ", "this ")):
                continue
            other = _may_mean_another.fullmatch(word) is not None
            if node.unquoted[start] != node.text[start] or (other and not chinese and first < start):
                continue
            edits = [(node, (start, end), words)]
            if chinese and node.text.startswith("文件", end):
                # It may stand in another node than the name, so it has an edit of its own.
                edits.append((node, (end, end + 2), ""))
                end += 2
            fix = ctx.fix(f"{node.text[start:end]} → {words}", edits, safe=not other)
            yield ctx.report(node, (start, end), word=node.text[start:end], words=words, fix=fix)
