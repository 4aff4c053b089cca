"""Reading running text for meaning: citations, self references and provisions that the words themselves show.

`understand` turns plain text into such nodes and `forget` is its inverse. What can be understood again from
the words need not be marked in Markdown, so the writer forgets and the reader understands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Any

from stdml.model.facets import Modality, Polarity
from stdml.model.inlines import Citation, Inline, Provision, SelfReference, Text
from stdml.model.joined import cut, join
from stdml.model.structure import Document
from stdml.model.walk import replace, walk
from stdml.text import modals, sentences
from stdml.text.context import Context
from stdml.text.runs import runs

__all__ = ["Context", "derive", "forget", "runs", "understand", "understand_document", "unmarked"]

_WRAPPERS = frozenset(("emphasis", "strong", "span", "provision", "parameter", "insertion", "language_span"))
"""Citations and self references are recognized inside these; a link already leads somewhere."""

_DISSOLVED = _WRAPPERS | {"citation", "self_reference"}
"""What may be, or hold, a node that `forget` takes away."""

_OPAQUE = frozenset(("code_span", "math", "image", "language_span"))
_INVISIBLE = frozenset(("footnote_reference", "index_mark", "inline_comment", "foreign_inline", "deletion"))


def understand(children: list[Inline], context: Context, provisions: bool = True) -> list[Inline]:
    """Return `children` with what their words show: citations, self references, and provisions if asked for.

    Nodes of these kinds that are there already stay as they are. The input is not changed; where nothing is
    found it is returned itself.

    >>> context = Context("zh", keys=frozenset(["GB5749"]))
    >>> [node.kind for node in understand([Text("水质应符合 GB 5749 的规定。")], context)]
    ['provision']
    """
    children = _merged(children)
    marked = _mark(children, context)
    return _with_provisions(marked, context) if provisions and context.forms else marked


def understand_document(document: Document) -> None:
    """Understand all running text of a document, in place; for a document fresh from a reader."""
    found = list(runs(document))
    context = Context.of(document, found)
    for node, name, provisions in found:
        before = getattr(node, name)
        if before:
            after = understand(before, context, provisions)
            if after is not before:
                setattr(node, name, after)


def derive(words: str, context: Context) -> tuple[Modality, str, Polarity] | None:
    """Return modality, strength and polarity of the sentence `words`, or None if it is no provision."""
    found = modals.strongest(modals.find(words, context.language, context.rfc2119))
    return None if found is None else (found.modality, found.form, found.polarity)


# --- Text


def _merged(children: list[Inline]) -> list[Inline]:
    """Return `children` with neighbouring text made one, below them too where words are recognized."""
    if len(children) == 1 and isinstance(children[0], Text):
        return children
    found: list[Inline] = []
    texts: list[Text] = []
    changed = False
    for child in children:
        if isinstance(child, Text):
            texts.append(child)
            continue
        if texts:
            found.append(_joined(texts))
            changed |= len(texts) > 1
            texts = []
        if child.kind in _WRAPPERS:
            inner = _merged(_inside(child))
            if inner is not _inside(child):
                child, changed = replace(child, children=inner), True
        found.append(child)
    if texts:
        found.append(_joined(texts))
        changed |= len(texts) > 1
    return found if changed else children


def _inside(node: Any) -> list[Inline]:
    children: list[Inline] = node.children
    return children


def _joined(texts: list[Text]) -> Text:
    """Return texts that follow one another as one, with a place where all have one, in their order."""
    if len(texts) == 1:
        return texts[0]
    joined: Any = Text("".join([text.value for text in texts]))
    spans = [getattr(text, "span", None) for text in texts]
    if None not in spans and all(before[0] <= after[1] for before, after in pairwise(spans)):  # type: ignore[index]
        joined.span = join([(len(text.value), text.span) for text in texts])
    return joined  # type: ignore[no-any-return]


def _piece(text: Text, start: int, end: int) -> Text:
    """Return the characters of `text` from `start` to `end`."""
    value = text.value
    if start == 0 and end == len(value):
        return text
    piece: Any = Text(value[start:end])
    if (span := getattr(text, "span", None)) is not None:
        piece.span = cut(span, len(value), start, end)
    return piece  # type: ignore[no-any-return]


# --- Citations and self references


def _mark(children: list[Inline], context: Context) -> list[Inline]:
    found: list[Inline] | None = None
    for index, child in enumerate(children):
        new: list[Inline] | None = None
        if isinstance(child, Text):
            if context.may_mark(child.value) and (marks := context.marks(child.value)):
                new = _cut(child, marks)
        elif child.kind in _WRAPPERS:
            inner = _inside(child)
            marked = _mark(inner, context)
            if marked is not inner:
                new = [replace(child, children=marked)]
        if new is not None and found is None:
            found = children[:index]
        if found is not None:
            found.extend(new or (child,))
    return children if found is None else found


def _cut(text: Text, marks: list[tuple[int, int, str]]) -> list[Inline]:
    found: list[Inline] = []
    at = 0
    for start, end, kind in marks:
        if start > at:
            found.append(_piece(text, at, start))
        piece = _piece(text, start, end)
        node = Citation([piece]) if kind == "citation" else SelfReference([piece])
        if (span := getattr(piece, "span", None)) is not None:
            node.span = span
        found.append(node)
        at = end
    if at < len(text.value):
        found.append(_piece(text, at, len(text.value)))
    return found


# --- Provisions


def _with_provisions(children: list[Inline], context: Context) -> list[Inline]:
    forms = context.forms
    if forms is None or not children:
        return children
    if len(children) == 1 and isinstance(children[0], Text):
        return _with_provisions_of_text(children, children[0], forms)
    parts = [child.value if isinstance(child, Text) else _flat(child) for child in children]
    flat = "".join(parts)
    if not forms.pattern.search(flat):
        return children
    bounds = [0, *accumulate(map(len, parts))]
    closed = [
        (bounds[index], bounds[index + 1])
        for index, child in enumerate(children)
        if not isinstance(child, Text)
    ]
    return _wrapped(children, bounds, closed, flat, forms)


def _with_provisions_of_text(children: list[Inline], text: Text, forms: modals.Lexicon) -> list[Inline]:
    """Return `children`, which are nothing but `text`, with their provisions: most text is like this."""
    found: list[Inline] = []
    at = 0
    for start, end, form in _provisions(text.value, [], forms):
        if start > at:
            found.append(_piece(text, at, start))
        found.append(_provision([_piece(text, start, end)], form, *forms.meanings[form]))
        at = end
    if not found:
        return children
    if at < len(text.value):
        found.append(_piece(text, at, len(text.value)))
    return found


def _flat(node: Any) -> str:
    """Return what stands for a node in the text that is cut into sentences; never empty."""
    kind = node.kind
    if kind == "text":
        return node.value  # type: ignore[no-any-return]
    if kind == "line_break":
        return "\n"
    if kind in _INVISIBLE:
        return sentences.MARK
    if kind in _OPAQUE:
        return sentences.OPAQUE
    return "".join(map(_flat, node.children)) or sentences.OPAQUE


def _wrapped(
    children: list[Inline], bounds: list[int], closed: list[tuple[int, int]], flat: str, forms: modals.Lexicon
) -> list[Inline]:
    """Return `children` with each sentence that holds a verbal form in a Provision."""
    found: list[Inline] = []
    cursor = _Cursor(children, bounds)
    changed = False
    for start, end, form in _provisions(flat, closed, forms):
        found.extend(cursor.take(start))
        inside = cursor.take(end)
        if closed and any(node.kind == "provision" for node in inside):
            found.extend(inside)
        else:
            changed = True
            found.append(_provision(inside, form, *forms.meanings[form]))
    if not changed:
        return children
    found.extend(cursor.take(len(flat)))
    return found


def _provisions(
    flat: str, closed: list[tuple[int, int]], forms: modals.Lexicon
) -> list[tuple[int, int, str]]:
    """Return the sentences that hold a verbal form, each with the form that makes it what it is."""
    found: list[tuple[int, int, str]] = []
    if modals.has_quotes(flat):
        # What is quoted is a matter of one sentence, so that an unpaired mark does no harm beyond it.
        for start, end in sentences.segment(flat, closed):
            if hits := modals.scan(modals.mask_quotes(flat[start:end]), forms):
                found.append((start, end, min((form for _, form in hits), key=forms.ranks.__getitem__)))
        return found
    hits = modals.scan(flat, forms)
    if not hits:
        return []
    ranks = forms.ranks
    index, count = 0, len(hits)
    for start, end in sentences.segment(flat, closed):
        best = ""
        while index < count and hits[index][0] < end:
            form = hits[index][1]
            if not best or ranks[form] < ranks[best]:
                best = form
            index += 1
        if best:
            found.append((start, end, best))
            if index == count:
                break
    return found


def _provision(inside: list[Inline], form: str, modality: Modality, polarity: Polarity) -> Provision:
    provision: Any = Provision(children=inside, modality=modality, strength=form, polarity=polarity)
    first, last = getattr(inside[0], "span", None), getattr(inside[-1], "span", None)
    if first is not None and last is not None:
        provision.span = (first[0], last[1])
    return provision  # type: ignore[no-any-return]


class _Cursor:
    """Takes `children` apart from left to right at offsets of their flat text."""

    def __init__(self, children: list[Inline], bounds: list[int]) -> None:
        self._children = children
        self._bounds = bounds
        self._index = 0
        self._at = 0

    def take(self, end: int) -> list[Inline]:
        """Return what stands between the last offset and `end`."""
        taken: list[Inline] = []
        at, index, bounds = self._at, self._index, self._bounds
        while at < end:
            child = self._children[index]
            first, last = bounds[index], bounds[index + 1]
            stop = end if end < last else last
            if isinstance(child, Text) and (at != first or stop != last):
                taken.append(_piece(child, at - first, stop - first))
            else:
                taken.append(child)
            at = stop
            if stop == last:
                index += 1
        self._at, self._index = at, index
        return taken


# --- The way back


def forget(children: list[Inline], context: Context | None = None, provisions: bool = True) -> list[Inline]:
    """Return `children` without the nodes that `understand` makes of their words.

    Without a context, all nodes that look as if they had been understood are dissolved. With one, the
    result is understood as `children` are: `understand(forget(x)) == understand(x)`, so that a node which
    the words alone do not show stays.

    >>> context = Context("zh")
    >>> forget(understand([Text("本文件规定了要求。")], context))
    [Text(value='本文件规定了要求。', kind='text')]
    """
    plain = _dissolved(children, _is_derived)
    if context is None or plain == children:
        return plain
    whole = understand(children, context, provisions)
    again = understand(plain, context, provisions)
    if again == whole:
        return plain
    shown = Counter(repr(node) for top in again for node in walk(top) if _is_derived(node))
    partial = _dissolved(children, lambda node: _is_derived(node) and _taken(shown, repr(node)))
    if understand(partial, context, provisions) == whole:
        return partial
    return _merged(children)


def unmarked(children: list[Inline], context: Context, provisions: bool = True) -> list[Inline] | None:
    """Return the running text of which `understand` makes just `children`, with as few marks as can be.

    None where there is none: words that would be understood as more, and are not to be.
    """
    if len(children) == 1 and isinstance(children[0], Text):
        words = children[0].value
        forms = context.forms if provisions else None
        if not context.may_mark(words) and not (forms and forms.pattern.search(words)):
            return children
    plain = _whole_sentences(children, context, provisions)
    if plain is None:
        plain = _without_sentences(children, context, provisions)
    if plain is not None:
        return plain
    plain = forget(children)
    if understand(plain, context, provisions) == children:
        return plain
    plain = forget(children, context, provisions)
    return plain if understand(plain, context, provisions) == children else None


def _whole_sentences(children: list[Inline], context: Context, provisions: bool) -> list[Inline] | None:
    """Return what `unmarked` does for text alone of which some sentences are provisions; else None."""
    forms = context.forms
    if not provisions or forms is None:
        return None
    parts: list[str] = []
    sentences: list[tuple[int, int, str]] = []
    at = 0
    after_text = False
    for child in children:
        if isinstance(child, Text):
            if after_text:
                return None
            words, after_text = child.value, True
        elif isinstance(child, Provision):
            inside = child.children[0] if len(child.children) == 1 else None
            if not isinstance(inside, Text):
                return None
            words, after_text = inside.value, False
            form = child.strength or ""
            if forms.meanings.get(form) != (child.modality, child.polarity) or not _is_derived(child):
                return None
            sentences.append((at, at + len(words), form))
        else:
            return None
        parts.append(words)
        at += len(words)
    flat = "".join(parts)
    if context.may_mark(flat) or _provisions(flat, [], forms) != sentences:
        return None
    return [Text(flat)]


def _without_sentences(children: list[Inline], context: Context, provisions: bool) -> list[Inline] | None:
    """Return what `unmarked` does where `children` are text and sentences that are provisions; else None.

    Most running text is like this, and where its sentences lie settles it: no node needs to be made of them.
    """
    words = _Words(context)
    sentences: list[tuple[int, int, str]] = []
    meanings = context.forms.meanings if provisions and context.forms else {}
    for child in children:
        if isinstance(child, Provision):
            if not _is_derived(child) or meanings.get(child.strength or "") != (
                child.modality,
                child.polarity,
            ):
                return None
            start = words.mark()
            if not all(map(words.add, child.children)):
                return None
            sentences.append((start, words.mark(), child.strength or ""))
        elif not words.add(child):
            return None
    flat = "".join(words.parts)
    if context.may_mark(flat) and any(
        isinstance(node, Text) and context.marks(node.value) for node in words.plain
    ):
        return None
    shown = _provisions(flat, words.closed, context.forms) if provisions and context.forms else []
    return words.plain if shown == sentences else None


class _Words:
    """Takes running text without the marks of its sentences together.

    Attributes:
        plain: the nodes, text on both sides of the border of a sentence made one
        parts: the words of each node
        closed: where the nodes that are no text stand in the words
    """

    def __init__(self, context: Context) -> None:
        self.plain: list[Inline] = []
        self.parts: list[str] = []
        self.closed: list[tuple[int, int]] = []
        self._context = context
        self._at = 0
        self._border = True

    def mark(self) -> int:
        """Note the border of a sentence and return where it is."""
        self._border = True
        return self._at

    def add(self, node: Inline) -> bool:
        """Add a node; return whether its words are all there is to it."""
        if not isinstance(node, Text):
            if not self._is_plain(node):
                return False
            words = _flat(node)
            self.closed.append((self._at, self._at + len(words)))
            self.plain.append(node)
        else:
            words = node.value
            last = self.plain[-1] if self.plain else None
            if not isinstance(last, Text):
                self.plain.append(node)
            elif self._border:
                self.plain[-1] = Text(last.value + words)
            else:
                return False
        self._border = False
        self.parts.append(words)
        self._at += len(words)
        return True

    def _is_plain(self, node: Inline) -> bool:
        """Whether nothing in a node is, or would be, understood."""
        if node.kind not in _DISSOLVED:
            return True
        if node.kind not in ("emphasis", "strong", "span"):
            return False
        return all(
            isinstance(child, Text) and not self._context.may_mark(child.value) for child in _inside(node)
        )


def _taken(counter: Counter[str], name: str) -> bool:
    counter[name] -= 1
    return counter[name] >= 0


def _dissolved(children: list[Inline], drop: Callable[[Any], bool]) -> list[Inline]:
    found: list[Inline] = []
    for child in children:
        if isinstance(child, Text):
            found.append(child)
            continue
        dropped = drop(child)
        if dropped or child.kind in _WRAPPERS:
            inner = _dissolved(_inside(child), drop)
            if dropped:
                found.extend(inner)
            else:
                found.append(_with_children(child, inner))
        else:
            found.append(child)
    return _merged(found)


def _with_children(node: Any, children: list[Inline]) -> Any:
    return node if children == node.children else replace(node, children=children)


def _is_derived(node: Any) -> bool:
    """Whether a node says nothing that is not in its words."""
    if type(node) is Provision:
        if (
            not node.children
            or node.strength is None
            or _stated_facets()(node) != _stated_facets()(_UNSTATED)
        ):
            return False
        return modals.meaning(node.strength) == (node.modality, node.polarity)
    match node:
        case Citation(children=[Text()], identifier=None, locality=None) | SelfReference(children=[Text()]):
            return True
    return False


_UNSTATED = Provision()


@cache
def _stated_facets() -> Callable[[Any], Any]:
    """Return what takes the facets of a provision that no verbal form states."""
    derived = {"modality", "strength", "polarity", "children", "kind"}
    return attrgetter(*(field.name for field in fields(Provision) if field.name not in derived))


def words_of(nodes: Iterable[Inline]) -> str:
    """Return the words of running text as sentences are cut from them."""
    return "".join(map(_flat, nodes))
