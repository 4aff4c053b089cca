"""wrong-bibliography-number (STD-L037)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import typed_marker
from stdml.text.patterns import lazy

_bracketed = lazy(r"\[(\d{1,3})\]\s*")
_digits = lazy(r"\d{1,3}")


class WrongBibliographyNumber(Rule):
    """An entry of the bibliography whose number is not [1], [2] and so on.

    ## What it does
    Finds entries that were typed with 1. or （1）, and numbers in brackets that do not follow each other.
    Entries without a typed number get theirs by themselves.

    ## Why is this bad?
    GB/T 1.1—2020, 8.13: the entries are numbered through in square brackets; the text cites them by these
    numbers.

    ## Example
    ```md
    # 参考文献

    1. GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```
    """

    code, name, severity, tags = "STD-L037", "wrong-bibliography-number", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.13"}
    rows = ("GB-BIB-02",)
    fixes = "safe"
    on = (Clause,)
    types = frozenset(("bibliography",))
    message = {
        "zh": "参考文献的序号写为“{words}”，不写“{word}”",
        "en": "the number of this entry is {words}, not {word}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        source = getattr(ctx.document, "source", None)
        entries = [entry for entry in ctx.facts.cited.bibliography if entry.clause is node]
        for count, entry in enumerate(entries, 1):
            words = f"[{count}]"
            if entry.marker:
                typed, span = entry.prose.text[: entry.marker], None
                fix = ctx.fix(words, [(entry.prose, (0, entry.marker), words + "\u3000")])
            elif (span := typed_marker(entry, source)) is not None:
                typed = source.text[slice(*span)]  # type: ignore[union-attr]
                fix = Fix(words, (Edit(*span, words + "\u3000"),), True)
            else:
                typed = f"[{entry.node.number}]" if getattr(entry.node, "number", None) else ""
                fix = None
            if not typed or typed.strip() == words:
                continue
            # A number in brackets may be cited in the text, so only its form is repaired.
            kept = _digits.search(typed)
            safe = kept is not None and kept.group() == str(count) and not _bracketed.fullmatch(typed)
            yield ctx.report(
                entry.prose,
                entry.within,
                span=span,
                word=typed.strip(),
                words=words,
                fix=fix if safe else None,
            )
