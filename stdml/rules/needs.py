"""Which rules may have something to say about a text, told by what must be in it for them to say anything.

A rule asks for one of several signs, and is not asked about a text that has none of them. A sign is

- a character;
- a word of two or more Latin letters in lower case: it is in the text as a whole word, in any case;
- a piece of a word, such as 可以, Kg or 0.0: it is in the text as it is, 0 standing for any digit; a blank at
  its beginning or end stands for white space or the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
_word = re.compile("[a-z]{2,}")
_letters = re.compile("[A-Za-z]{2,}")
_digit = re.compile(r"\d")


class ByNeed(Generic[T]):
    """Things that want running text, each with its signs; one without signs wants every text.

    What a word of a text tells is remembered, because most words of a document come again.
    """

    def __init__(self, wants: Sequence[tuple[T, frozenset[str]]]) -> None:
        self._wants = [want for want, _ in wants]
        self._always = sum(1 << at for at, (_, needs) in enumerate(wants) if not needs)
        self._characters: dict[str, int] = {}
        self._blanks: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._pieces: dict[str, int] = {}
        for at, (_, needs) in enumerate(wants):
            for sign in needs:
                table = self._table(sign)
                table[sign] = table.get(sign, 0) | 1 << at
        self._telling = frozenset(self._characters)
        # Few pieces begin with a character that is in a word, and only those are looked for.
        self._starts: dict[str, list[str]] = {}
        for piece in self._pieces:
            self._starts.setdefault(piece.lstrip()[0], []).append(piece)
        self._known: dict[str, int] = {}
        self._found: dict[int, list[T]] = {}

    def _table(self, sign: str) -> dict[str, int]:
        if len(sign) == 1:
            return self._blanks if sign.isspace() else self._characters
        return self._words if _word.fullmatch(sign) else self._pieces

    def of(self, text: str) -> list[T]:
        """Return what wants a text, in the order in which it was given."""
        mask, known = self._always, self._known
        for word in text.split():
            told = known.get(word)
            if told is None:
                told = known[word] = self._tell(word)
            mask |= told
        for blank, told in self._blanks.items():
            if blank in text:
                mask |= told
        found = self._found.get(mask)
        if found is None:
            found = self._found[mask] = [want for at, want in enumerate(self._wants) if mask >> at & 1]
        return found

    def _tell(self, word: str) -> int:
        """Return the mask of what wants a text with a word in it; Chinese has words as long as sentences."""
        mask = 0
        for character in self._telling.intersection(word):
            mask |= self._characters[character]
        for letters in _word.findall(word.lower()):
            mask |= self._words.get(letters, 0)
        flat = f" {_digit.sub('0', word)} "
        for start in self._starts.keys() & set(flat):
            for piece in self._starts[start]:
                if piece in flat:
                    mask |= self._pieces[piece]
        return mask


def pieces(phrases: Iterable[str]) -> frozenset[str]:
    """Return a piece for each phrase, in the case in which it is written: of several words the longest.

    A phrase of small Latin letters has to stand in the text as a whole word.

    >>> sorted(pieces(["可以", "kgf/cm2", "º C", "㎡", "sec"]))
    ['kgf/cm0', 'sec', 'º', '㎡', '可以']
    """
    return frozenset(_digit.sub("0", max(phrase.split(), key=len)) for phrase in phrases)


def words(phrases: Iterable[str]) -> frozenset[str]:
    """Return a word for each phrase of whole Latin words, its longest, in whatever case the phrase is found.

    >>> sorted(words(["and/or", "Scotch tape"]))
    ['and', 'scotch']
    """
    return frozenset(max(_letters.findall(phrase), key=len).lower() for phrase in phrases)
