"""The anchors that Git forges make of headings, so that links written for them find their way here too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_dropped = re.compile(r"[^\w\- ]")
_tag = re.compile(r"<[A-Za-z][^<>]*>")
_name = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def slug(text: str) -> str:
    """Return the anchor of a heading as GitHub makes it.

    >>> slug("Terms & definitions"), slug("术语、定义 (A)")
    ('terms--definitions', '术语定义-a')
    """
    return _dropped.sub(_keep_mark, text.strip().lower()).replace(" ", "-")


def _keep_mark(match: re.Match[str]) -> str:
    # Combining marks are no letters to Python, but dropping them would break words in many scripts.
    return match.group() if unicodedata.category(match.group())[0] == "M" else ""


class UniqueNames:
    """Gives out names, and adds -1, -2 … to those that were given out before."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._counts = dict.fromkeys(taken, 0)

    def take(self, name: str) -> str:
        """Return `name`, or the first free one of `name-1`, `name-2` …

        >>> names = UniqueNames(["scope"])
        >>> names.take("scope"), names.take("scope")
        ('scope-1', 'scope-2')
        """
        counts = self._counts
        unique = name
        while unique in counts:
            counts[name] += 1
            unique = f"{name}-{counts[name]}"
        counts[unique] = 0
        return unique


def html_anchors(text: str) -> Iterator[str]:
    """Yield the names of the anchors in a piece of HTML, such as x for `<a name="x">`."""
    for tag in _tag.findall(text):
        for groups in _name.findall(tag):
            yield next(filter(None, groups), "")
