"""The file as it is, by the offsets of the text that was read from it."""

from __future__ import annotations

import re
from bisect import bisect_left


class Raw:
    """The file itself, by offsets of the text that its reader made of it: byte order mark and line breaks are
    kept.
    """

    def __init__(self, over: str) -> None:
        self._over = over
        self._mark = len(over) - len(over.removeprefix("\ufeff"))
        self._returns = [
            found.start() - self._mark - at for at, found in enumerate(re.finditer("\r\n", over))
        ]
        self._break = "\r\n" if 2 * len(self._returns) > over.count("\n") else "\n"

    def __call__(self, start: int, end: int) -> str:
        """Return what stands in a range."""
        return self._over[self._offset(start) if start else 0 : self._offset(end)]

    def _offset(self, at: int) -> int:
        return at + self._mark + bisect_left(self._returns, at)

    def written(self, text: str) -> str:
        """Return new text with the line breaks of the file."""
        return text if self._break == "\n" else text.replace("\n", self._break)
