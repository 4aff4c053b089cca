"""When a heading is the title of the document rather than a clause."""

from __future__ import annotations

from stdml.formats.markdown.attributes import Marks
from stdml.formats.markdown.headings import read_heading
from stdml.model import Metadata, Text
from stdml.text.cjk import guess_language


def says_title(words: str, metadata: Metadata) -> bool:
    """Whether a heading of these words repeats a title that the metadata states, in one piece or with
    dashes.
    """
    said = _squeezed(words)
    for elements in metadata.title.values():
        if said in (_squeezed("".join(elements)), _squeezed("—".join(elements))):
            return True
    return False


def spoken_in(words: str, metadata: Metadata) -> str | None:
    """Return the language in which a heading of these words is the title."""
    for language in metadata.title:
        if says_title(words, Metadata(title={language: metadata.title[language]})):
            return language
    return None


def heading_says(words: str, metadata: Metadata) -> bool:
    """Whether the title needs no front matter because a heading of these words says it."""
    return metadata.title == {guess_language(words): [words]}


def can_be_title(words: str) -> bool:
    """Whether a heading of these words may be a title: it is no well-known clause and no annex."""
    return bool(words) and read_heading([Text(words)], Marks(), typed=False).type == "clause"


def _squeezed(words: str) -> str:
    return "".join(words.split())
