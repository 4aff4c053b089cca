"""annex-nature (STD-F053)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.diagnostics import Fix
from stdml.model import Cell, Clause, CrossReference, Paragraph, Provision, Text, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._mentions import typed_mentions
from stdml.rules.objects._source import source_fix
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.sentences import OPAQUE

_FOLLOW = lazy(
    r"(?<!参)(?:按照?|依照|依据|根据|符合|满足|遵守|遵循|执行|采用)(?P<zh>[^，。；：（(见参]{0,30})"
    r"|\b(?:listed|given|specified|described|set out) in (?P<listed>Annex [A-Z](?:\.\d+)*(?= shall\b))"
    r"|\b(?:in accordance with|according to|compl(?:y|ies) with|conforms? to|(?:specified|required) (?:in|by)"
    r"|as (?:given|described|defined|shown) in)\s(?P<en>[^.;:(]{0,60})"
)
_INSTRUCTION = lazy(
    r"按照?(?P<zh>附录\s?[A-Z](?:[.\d]*)(?:和附录\s?[A-Z])?)(?:中?的?规定|规定的?|的?(?:方法|步骤|程序)|给出的\w{0,6})?"
    r"(?:进行|执行|测定|测量|试验|检验|检测|计算|操作)"
)
_LOOSE = lazy(r"可以?|宜|能|参照|参考|推荐|建议|选择|选用")
_SENTENCE = lazy(r"[^。；\n]+")


class AnnexNature(Rule):
    """An informative annex that the text requires to be followed.

    ## What it does
    Finds sentences that require or instruct to act in accordance with an annex that is headed informative.

    ## Why is this bad?
    What has to be complied with is normative; as an informative annex its content would bind nobody although
    the text demands it.

    ## Example
    ```md
    # 要求

    流量的测量应按附录A的规定进行。

    # 附录 A（资料性）流量的测量

    流量用流量计测量。
    ```

    ## Use instead
    ```md
    # 要求

    流量的测量应按附录A的规定进行。

    # 附录 A（规范性）流量的测量

    流量用流量计测量。
    ```
    """

    code, name, severity, tags = "STD-F053", "annex-nature", "error", ("annexes", "references")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.6.1.2", "iso-directives-2": "ISO/IEC Directives Part 2, 20.2"}
    rows = ("GB-ANX-04", "ISO-ANX-03")
    languages = ("zh", "en")
    fixes = "unsafe"
    on = (Prose,)
    # A link without words is opaque, and it may lead to an annex.
    needs = frozenset(("附录", "annex", "annexes", OPAQUE))
    message = {
        "zh": "此处要求遵守附录{letter}，而附录{letter}标为资料性；改为规范性，或改用“见附录{letter}”",
        "en": "this demands what Annex {letter} says, but it is informative; make it normative or say 'see'",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        owner = node.owner
        if not isinstance(owner, Paragraph | Cell):
            return
        informative = ctx.facts.mentions.informative
        if not informative or (ctx.element is not None and ctx.element.nature == "informative"):
            return
        seen: set[str] = set()
        for piece in _pieces(owner.children, ctx):
            for letter in _demanded(piece):
                annex = informative.get(letter)
                if annex is not None and letter not in seen:
                    seen.add(letter)
                    yield ctx.report(piece[0] or owner, letter=letter, fix=_fix(annex, ctx))


def _pieces(nodes: list[Any], ctx: Context) -> Iterator[tuple[Provision | None, str]]:
    """Yield the provisions of a paragraph with their words, and what stands between them."""
    rest: list[str] = []
    for node in nodes:
        if isinstance(node, Provision):
            yield node, "".join(_words(node, ctx))
            rest.append("。")
        else:
            rest += _words(node, ctx)
    yield None, "".join(rest)


def _words(node: Any, ctx: Context) -> Iterator[str]:
    """Yield the words of a node; for a link without words those that are computed."""
    if isinstance(node, Text):
        yield node.value
    elif isinstance(node, CrossReference) and not node.children:
        target = ctx.facts.numbering.resolve(node.target) if node.target else None
        annex = ctx.facts.mentions.annex_of.get(id(target))
        if annex is not None:
            word = "附录" if ctx.language.startswith("zh") else "Annex "
            yield f"{word}{ctx.facts.numbering.number(annex)}"
    elif node.kind not in ("citation", "code_span", "math"):
        for child in getattr(node, "children", ()):
            yield from _words(child, ctx)


def _demanded(piece: tuple[Provision | None, str]) -> Iterator[str]:
    """Yield the letters of the annexes that a piece of text demands to be followed."""
    provision, text = piece
    if "附录" not in text and "Annex" not in text:
        return
    if provision is None:
        for sentence in _SENTENCE.findall(text):
            found = _INSTRUCTION.search(sentence)
            if found and not _LOOSE.search(sentence, 0, found.start()):
                yield from (name for kind, name, *_ in typed_mentions(found["zh"]) if kind == "annex")
    elif provision.modality == "requirement":
        for found in _FOLLOW.finditer(text):
            words = found["zh"] or found["en"] or found["listed"] or ""
            yield from (name for kind, name, *_ in typed_mentions(words) if kind == "annex")


def _fix(annex: Clause, ctx: Context) -> Fix | None:
    """Return the repair that makes an annex normative."""
    text, span = ctx.source_text(annex), span_of(annex)
    for words, right in (("资料性", "规范性"), ("informative", "normative")):
        at = text.find(words)
        if at >= 0 and span is not None:
            start = span[0] + at
            title = f"{words} → {right}"
            return source_fix(ctx, (title, title), [(start, start + len(words), right)], safe=False)
    return None
