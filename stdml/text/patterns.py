"""Regular expressions that are compiled when they are first used.

There are hundreds of them, a document needs some, and compiling one takes as long as looking through 100 KB.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = (
    "finditer", "findall", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "search",
    "split", "sub", "subn",
)  # fmt: skip


class _Lazy:
    """A regular expression that becomes one when it is first asked something."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        # From now on the slots answer, and this is asked no more.
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used; a wrong one fails only then.

    It has the methods of a compiled one, but is none: it cannot be compared with `match.re`.

    >>> lazy("[0-9]+").sub("0", "a 12")
    'a 0'
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
