"""duplicate-reference (STD-L010)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause, ReferenceEntry
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS, Entry, squeezed
from stdml.text.standards import key


class DuplicateReference(Rule):
    """A document that a list of references names twice, or one that names itself.

    ## What it does
    Finds entries with the number of an earlier entry of the same list, the number of the document itself, and
    in the normative references the number of an edition that the document replaces. Two editions of one
    standard, each with its year, are two documents.

    ## Why is this bad?
    The two entries drift apart, and with one dated and the other undated nobody knows which edition counts. A
    document that depends on the edition it replaces depends on a text that is withdrawn with its publication.

    ## Example
    ```md
    # 参考文献

    [1]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定

    [2]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```
    """

    code, name, severity, tags = "STD-L010", "duplicate-reference", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6"}
    rows = ("GB-REF-20",)
    fixes = "safe"
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "“{word}”在清单中重复，删去一处",
        "en": "{word!r} is listed twice; delete one entry",
    }
    variants = {
        "itself": {
            "zh": "文件不引用自身，删去“{word}”",
            "en": "a document does not list itself; delete {word!r}",
        },
        "replaced": {
            "zh": "“{word}”是本文件代替的文件，不应列入规范性引用文件",
            "en": "{word!r} is replaced by this document and shall not be a normative reference",
        },
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        replaced = frozenset(key(one) for one in ctx.document.metadata.replaces)
        seen: dict[tuple[str, bool, str], set[str | None]] = {}
        texts: set[str] = set()
        for entry in ctx.facts.cited.entries:
            if entry.clause is not node or entry.number is None:
                continue
            word = entry.number.text
            years = seen.setdefault((entry.key, entry.all_parts, entry.number.suffix), set())
            year = entry.number.year
            if year in years or (years and (year is None or None in years)):
                fix = _deleted(entry, ctx) if squeezed(entry.text) in texts else None
                yield ctx.report(entry.prose, entry.within, word=word, fix=fix)
            elif entry.normative and key(word) in replaced:
                yield ctx.report(entry.prose, entry.within, variant="replaced", word=word)
            elif _is_itself(entry, ctx):
                yield ctx.report(entry.prose, entry.within, variant="itself", word=word)
            years.add(year)
            texts.add(squeezed(entry.text))


def _is_itself(entry: Entry, ctx: Context) -> bool:
    assert entry.number is not None
    dated = frozenset(key(one) for one in ctx.document.metadata.identifier)
    own = entry.key in ctx.facts.cited.own
    # A bibliography may name an earlier edition.
    return key(entry.number.text) in dated or (own and (entry.normative or entry.number.year is None))


def _deleted(entry: Entry, ctx: Context) -> Fix | None:
    """Return the repair that deletes an entry which says the same as an earlier one."""
    source, span = getattr(ctx.document, "source", None), span_of(entry.node)
    if source is None or source.format != "markdown" or span is None or entry.part:
        return None
    if not isinstance(entry.node, ReferenceEntry):
        return None
    text = source.text
    start, end = text.rfind("\n", 0, span[0]) + 1, span[1]
    if text[end : end + 1] not in ("", "\n"):
        return None
    end += 1 if end < len(text) else 0
    if text[max(0, start - 2) : start] == "\n\n" and text.startswith("\n", end):
        end += 1
    # In the bibliography the numbers of the entries behind it change, which the text may cite.
    return Fix(f"– {entry.number.text if entry.number else ''}", (Edit(start, end, ""),), entry.normative)
