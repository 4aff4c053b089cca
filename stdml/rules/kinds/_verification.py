"""Which requirements of a specification a verification method belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdml.model import Clause, CrossReference, Document, plain_text
from stdml.model.walk import walk
from stdml.rules.facts import Facts
from stdml.rules.kinds._kinds import below, core, provisions, title_of
from stdml.text.patterns import lazy

_requirements = lazy(r"要求$|要求[（(]|技术条件$|性能指标$|技术指标$")
_methods = lazy(r"证实方法|(?:试验|检验|检测|测试|测定|测量|验证|评价|检查|核查|查验)(?:方法|$)|检验规则")
_generic = lazy(
    r"的|与|和|及|要求|试验|检验|检测|测试|测定|测量|验证|检查|核查|查验|核算|方法|性能|一般|技术|规定"
)
_own_method = lazy(r"方法|试验|测定|测量|检测|检验|检查|测试|验证|核查|目测|查验")
_everything = lazy(r"其他|其余|各项|逐项|全部|所有|上述|目测|目视|第\d+章")
_number = lazy(r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,4}(?![\d.]*\d)")
_han = lazy("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The requirements of a document, and those of them for which no method was found."""

    requirements: list[Clause]
    without: list[Clause]


def coverage(document: Document, facts: Facts) -> Coverage | None:
    """Return which requirements have a method; None where requirements and methods are not told apart.

    A requirement is a clause without subclauses that stands in a clause of requirements. It has a method
    where it names one, where a clause of methods refers to it or to a clause around it, or where the heading
    of a method and the requirement have a word in common.
    """
    tops = core(document)
    methods = [c for c in tops if _methods.search(title_of(c))]
    demanding = [c for c in tops if c not in methods and _requirements.search(title_of(c))]
    if not methods or not demanding:
        return None
    reached = _Reached(methods, facts)
    if reached.everything:
        return None
    found, without = [], []
    for top in demanding:
        for leaf, around in _leaves(top, ()):
            if not any(p.modality == "requirement" for p in provisions(leaf)):
                continue
            found.append(leaf)
            if not reached.has(leaf, around):
                without.append(leaf)
    return Coverage(found, without)


def _leaves(clause: Clause, around: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    inner = [section for section in clause.clauses if isinstance(section, Clause)]
    if not inner:
        yield clause, around
    for section in inner:
        yield from _leaves(section, (*around, clause))


class _Reached:
    """What the clauses of methods refer to and speak of."""

    def __init__(self, methods: list[Clause], facts: Facts) -> None:
        self._facts = facts
        self._targets = {
            node.target for top in methods for node in walk(top) if isinstance(node, CrossReference)
        }
        words = [plain_text(top) for top in methods]
        self.everything = any(_everything.search(text) for text in words)
        self._numbers = {number for text in words for number in _number.findall(text)}
        titles = [title_of(clause) for top in methods for clause in below(top)]
        self._words = {pair for title in titles for pair in _pairs(title)}

    def has(self, leaf: Clause, around: tuple[Clause, ...]) -> bool:
        for clause in (leaf, *around):
            if clause.id is not None and clause.id in self._targets:
                return True
            if self._facts.numbering.number(clause) in self._numbers:
                return True
        words = plain_text(leaf)
        if _own_method.search(words):
            return True
        return not self._words.isdisjoint(_pairs(words))


def _pairs(text: str) -> Iterator[str]:
    """Yield each two Chinese characters in a row, words that any heading may have left out."""
    for run in _han.findall(_generic.sub(" ", text)):
        for at in range(len(run) - 1):
            yield run[at : at + 2]
