"""empty-clause (STD-S006)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stdml.model import Clause, Comment, Document, Node, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule

# The table of contents and the index are made by the printer, so they may stand empty.
_MADE = {"contents", "index"}

# Words by which drafters say that a number is kept free on purpose.
_VACANT = {
    "void",
    "vacant",
    "reserved",
    "deleted",
    "withdrawn",
    "空",
    "空白",
    "保留",
    "预留",
    "留空",
    "删除",
    "已删除",
}


class EmptyClause(Rule):
    """A clause with nothing in it.

    ## What it does
    Finds clauses without text and without subclauses. Headings that belong to the cover (a subtitle, a
    version, the title repeated before the scope), a table of contents and titles such as "Void" or 保留 are
    left alone.

    ## Why is this bad?
    A number is spent on nothing; most often the text was forgotten or the heading has the wrong level.

    ## Example
    ```md
    # 范围

    本文件规定了要求。

    # 技术要求
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了要求。

    # 技术要求

    间距不应小于 1.2 m。
    ```
    """

    code, name, severity, tags = "STD-S006", "empty-clause", "warning", ("structure",)
    on = (Document,)
    message = {
        "zh": "“{title}”没有内容；写出内容，或删去该标题",
        "en": "{title!r} has no content; write it, or delete the heading",
    }
    variants = {
        "untitled": {
            "zh": "此条没有标题也没有内容；写出条文，或删去",
            "en": "this clause has neither a title nor content; write its text, or delete it",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        sections = list(_sections(node.clauses, False))
        scoped = any(isinstance(clause, Clause) and clause.type == "scope" for clause, _ in sections)
        begun = False
        for clause, listed in sections:
            if isinstance(clause, TermEntry):
                begun = True
                continue
            # What stands before the scope, or without one before the first text, belongs to the cover.
            begun = begun or clause.type == "scope" or bool(_content(clause.blocks) and not scoped)
            empty = not clause.clauses and not _content(clause.blocks)
            if empty and (begun or clause.type != "clause") and not listed:
                title = plain_text(clause.title).strip()
                if title.strip("()（）[]. ").lower() not in _VACANT:
                    yield ctx.report(clause, variant="" if title else "untitled", title=title)


def _content(blocks: Sequence[Node]) -> list[Node]:
    return [block for block in blocks if not isinstance(block, Comment)]


def _sections(sections: list[Clause | TermEntry], listed: bool) -> Iterator[tuple[Clause | TermEntry, bool]]:
    """Yield all clauses in the order of the text, and whether they are part of what the printer makes."""
    for section in sections:
        inside = listed or (isinstance(section, Clause) and section.type in _MADE)
        yield section, inside
        if isinstance(section, Clause):
            yield from _sections(section.clauses, inside)
