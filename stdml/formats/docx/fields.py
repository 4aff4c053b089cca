"""Fields (ECMA-376-1, 17.16): what Word computes, and what its code says about the result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MAX_OPEN = 20
"""So many fields may be open at once."""
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
SILENT = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "TC",
        "RD",
        "SET",
        "ASK",
        "PRIVATE",
        "LISTNUM",
        "ADVANCE",
        "SECTIONPAGE",
    ]
)
"""Fields that show nothing by themselves, or only what belongs to a page."""
CONTENTS = frozenset(("TOC", "INDEX"))
"""Fields whose result is computed from the rest of the document."""


@dataclass(slots=True)
class Field:
    """A field that is open while a document is read.

    Attributes:
        code: its code, as far as it was read
        in_result: whether its result is being read
        shown: whether its result shows anything
        held: what stands in its code and is no code; it comes back where the field turns out to be none
    """

    code: str = ""
    in_result: bool = False
    shown: bool = False
    held: list[Any] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of its code, quotation marks taken off."""
        return [quoted or plain for quoted, plain in _WORD.findall(self.code)]

    @property
    def kind(self) -> str:
        """Its name, such as REF or HYPERLINK."""
        words = self.words
        return words[0].upper() if words else ""

    @property
    def bookmark(self) -> str | None:
        """The bookmark that it refers to; None where it refers to none."""
        words = self.words
        if self.kind in ("REF", "NOTEREF") and len(words) > 1:
            return words[1]
        if self.kind == "HYPERLINK":
            for at, word in enumerate(words[:-1]):
                if word == "\\l" and not self.href:
                    return words[at + 1]
        return None

    @property
    def href(self) -> str | None:
        """The address that it leads to; None where it leads to none."""
        words = self.words
        if self.kind != "HYPERLINK":
            return None
        at = 1
        address, place = "", ""
        while at < len(words):
            if words[at] == "\\l" and at + 1 < len(words):
                place = words[at + 1]
                at += 1
            elif words[at] in ("\\o", "\\t", "\\m", "\\n", "\\h"):
                at += words[at] in ("\\o", "\\t")
            elif not address:
                address = words[at].replace("\\\\", "\\")
            at += 1
        return (address + (f"#{place}" if place else "")) if address else None

    @property
    def entry(self) -> tuple[str, str | None]:
        """The entry of the index that an XE field marks, and the one below it."""
        words = self.words
        first, _, second = (words[1] if len(words) > 1 else "").partition(":")
        return first.strip(), second.strip() or None

    @property
    def name(self) -> str:
        """The first word after its name; empty where there is none."""
        words = self.words
        return words[1] if len(words) > 1 else ""


class Fields:
    """The fields that are open while a part is read.

    Attributes:
        with_contents: whether a table of contents ends where it should; if not, it is read as text
    """

    def __init__(self) -> None:
        self._open: list[Field] = []
        self.with_contents = True

    def begin(self, code: str = "") -> None:
        """Open a field."""
        if len(self._open) < MAX_OPEN:
            self._open.append(Field(code))

    def add_code(self, code: str) -> None:
        """Add to the code of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += code

    def separate(self) -> None:
        """Begin the result of the innermost field."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> Field | None:
        """Close the innermost field, and return it."""
        return self._open.pop() if self._open else None

    def clear(self) -> None:
        """Forget all fields."""
        self._open.clear()

    @property
    def in_contents(self) -> bool:
        """Whether the result of a computed table of contents goes on."""
        return self.with_contents and any(open.in_result and open.kind in CONTENTS for open in self._open)

    @property
    def is_silent(self) -> bool:
        """Whether nothing shows at this place: it is code, or a table of contents."""
        return self.in_contents or any(not open.in_result for open in self._open)

    def hold(self, piece: Any) -> bool:
        """Keep a piece that stands in the code of a field; return whether it does."""
        code = next((open for open in reversed(self._open) if not open.in_result), None)
        if code is None:
            return False
        code.held.append(piece)
        return True

    def unfinished(self) -> list[Field]:
        """Close and return the fields whose code has no end in its paragraph: they are none."""
        found = [open for open in self._open if not open.in_result]
        self._open = [open for open in self._open if open.in_result]
        return found

    def mark(self) -> None:
        """Note that the open fields show something."""
        for open in self._open:
            open.shown = True

    def leads_to(self) -> tuple[str | None, str | None]:
        """Return the address or the bookmark that the innermost field with one leads to."""
        for open in reversed(self._open):
            if open.href or open.bookmark:
                return open.href, None if open.href else open.bookmark
        return None, None
