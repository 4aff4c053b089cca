"""note-without-to-entry (STD-T027)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Note, TermEntry
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_typed = lazy(r"(?:NOTE|Note)(?:[ \t]+[0-9]{1,3})?[ \t]*(?:[:：—–.][ \t]*)?")
_right = lazy(r"Note(?:[ \t]+[0-9]{1,3})?[ \t]+to[ \t]+entry")


class NoteWithoutToEntry(Rule):
    """A note in a term entry that is introduced as any other note.

    ## What it does
    Finds NOTE in English term entries where "Note 1 to entry:" belongs.

    ## Why is this bad?
    Notes to entry follow other rules than notes in the text: they may hold provisions, and each is
    numbered, also a single one (ISO/IEC Directives 2, 16.5.9).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids

    NOTE Gases are left out.
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids

    Note 1 to entry: Gases are left out.
    ```
    """

    code, name, severity, tags = "STD-T027", "note-without-to-entry", "error", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.5.9"}
    rows = ("ISO-TRM-10",)
    languages = ("en",)
    fixes = "safe"
    on = (Note,)
    message = {
        "zh": "术语条目的注写作“Note {number} to entry: ”",
        "en": 'a note to a term entry is introduced by "Note {number} to entry:"',
    }

    def check(self, node: Note, ctx: Context) -> Iterator[Report]:
        if not isinstance(ctx.parent, TermEntry):
            return
        notes = [block for block in ctx.parent.children if isinstance(block, Note)]
        number = next(index for index, note in enumerate(notes, 1) if note is node)
        source = ctx.source_text(node)
        found = None if _right.match(source) else _typed.match(source)
        span = span_of(node)
        if not found or span is None:
            return
        end = span[0] + found.end()
        fix = Fix("Note to entry", (Edit(span[0], end, f"Note {number} to entry: "),), True)
        yield ctx.report(node, span=(span[0], end), number=number, fix=fix)
