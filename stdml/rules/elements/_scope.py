"""What rules on the scope need: its running text, and what it says the document does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdml.model import Clause, Document, List, Paragraph
from stdml.rules.elements._order import element_type
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

VERBS = ("规定", "确立", "描述", "提供", "给出", "界定")
"""What a document does, by GB/T 1.1—2020, 8.5.3."""

# The end of an object, the verb for it, the verbs that surely do not fit, and whether it has to stand alone.
_FITS: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    ("术语", "界定", ("规定", "确立", "描述", "提供"), False),
    ("定义", "界定", ("规定", "确立", "描述", "提供"), False),
    ("要求", "规定", ("确立", "描述", "提供", "给出", "界定"), False),
    ("指南", "提供", ("规定", "确立", "描述"), False),
    ("指导", "提供", ("规定", "确立", "描述"), False),
    ("建议", "提供", ("规定", "确立", "描述"), False),
    ("方法", "描述", ("规定", "确立", "界定"), True),
    ("程序", "确立", ("规定", "描述", "提供", "界定"), True),
    ("总体原则", "确立", ("规定", "描述", "界定"), True),
)

_phrase = lazy(rf"(?P<verb>{'|'.join(VERBS)})了(?P<objects>[^，。；：,;:]*)")
_between = lazy("、|以及|和|及|与")


@dataclass(frozen=True, slots=True)
class ScopePhrase:
    """A verb and its objects: 规定了A、B和C.

    Attributes:
        prose: the running text it stands in
        start: where the verb begins
        end: where the objects end
        verb: the verb
        objects: the objects, each with where it begins
    """

    prose: Prose
    start: int
    end: int
    verb: str
    objects: tuple[tuple[int, str], ...]


def scopes(document: Document) -> list[Clause]:
    """Return the clauses that are a scope."""
    return [one for one in document.clauses if isinstance(one, Clause) and is_scope(one)]


def is_scope(clause: Clause) -> bool:
    """Whether a clause is the scope, also where its title is not the fixed one."""
    return element_type(clause) == "scope"


def scope_prose(clause: Clause) -> list[Prose]:
    """Return the paragraphs and the items of lists in a scope; notes are no part of it."""
    return [Prose(block, "children", False) for block in _paragraphs(clause) if block.children]


def _paragraphs(clause: Clause) -> Iterator[Paragraph]:
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, List):
            for item in block.items:
                yield from (one for one in item.children if isinstance(one, Paragraph))
    for below in clause.clauses:
        if isinstance(below, Clause):
            yield from _paragraphs(below)


def phrases(document: Document) -> list[ScopePhrase]:
    """Return what the scope says the document does."""
    return [phrase for clause in scopes(document) for one in scope_prose(clause) for phrase in _phrases(one)]


def _phrases(prose: Prose) -> Iterator[ScopePhrase]:
    for found in _phrase.finditer(prose.unquoted):
        at, objects = found.start("objects"), []
        for part in _between.split(found["objects"]):
            where = prose.text.find(part, at) if part else at
            if part.strip():
                objects.append((where, prose.text[where : where + len(part)].strip()))
            at = where + len(part)
        yield ScopePhrase(prose, *found.span(), found["verb"], tuple(objects))


def mismatch(phrase: ScopePhrase) -> tuple[str, str, int] | None:
    """Return the object that a verb does not fit, the verb that does, and where the object begins."""
    for at, words in phrase.objects:
        for noun, right, unfit, alone in _FITS:
            if words.endswith(noun) and phrase.verb in unfit and not (alone and len(phrase.objects) > 1):
                return noun, right, at + len(words) - len(noun)
    return None
