"""Document → canonical Markdown: front matter, headings, and what stands below them."""

from __future__ import annotations

from typing import Any

from stdml.formats._source import paused_gc
from stdml.formats.markdown import forms, frontmatter
from stdml.formats.markdown.attributes import Marks, format_marks
from stdml.formats.markdown.headings import WORDS, Meaning, read_heading, typed_number
from stdml.formats.markdown.inlines import merge_text
from stdml.formats.markdown.runs import RunTable
from stdml.formats.markdown.structure import leading_domain, split_designations, status_of
from stdml.formats.markdown.titles import says_title
from stdml.formats.markdown.write_blocks import BlockWriter, contained, heading_line
from stdml.formats.markdown.write_inlines import InlineWriter
from stdml.model import (
    Clause,
    Comment,
    Document,
    Footnote,
    Metadata,
    Paragraph,
    TermEntry,
    TermSource,
    Text,
    plain_text,
)
from stdml.model.walk import walk_blocks
from stdml.text.cjk import guess_language, has_cjk

_ANNEX_WORDS = {
    (True, "normative"): "附录（规范性）",
    (True, "informative"): "附录（资料性）",
    (True, None): "附录 ",
    (False, "normative"): "Annex (normative) ",
    (False, "informative"): "Annex (informative) ",
    (False, None): "Annex: ",
}
_FIELDS = frozenset({"number", "nature", "level"})


def write_markdown(document: Document, over: str | None = None) -> str:
    """Return canonical Markdown; with `over`, the blocks of that text that did not change keep their
    bytes.
    """
    if over is not None:
        from stdml.formats.markdown.over import write_over

        return write_over(document, over)
    with paused_gc():
        return "".join(piece for piece, _ in pieces(document))


def pieces(document: Document, title: str | None = None, stated: bool = True) -> list[tuple[str, Any]]:
    """Return the parts of the canonical text, each with the node it says; they follow one another as they
    are.

    Args:
        document: the document
        title: None for canonical text; else the words of the heading that is the title, empty if there is
            none. Its
            node is the document, and clauses begin below it
        stated: whether the front matter states the title too
    """
    return _Writer(document).pieces(title, stated)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        labels = frozenset(node.label for node in walk_blocks(document) if type(node) is Footnote)
        self.blocks = BlockWriter(InlineWriter(labels), RunTable(document))
        self.out: list[tuple[str, Any]] = []
        self.base = 0

    def pieces(self, heading: str | None, stated: bool) -> list[tuple[str, Any]]:
        document = self.document
        title = title_line(document)
        if heading is not None:
            self.base = 1
            hidden: dict[str, Any] = {} if stated else {"title": {}}
            front = frontmatter.write(document.metadata.model_copy(update=hidden))
            if front:
                self._add(front.rstrip("\n"), document.metadata)
            if heading:
                self._add(heading_line("#", InlineWriter().line([Text(heading)]), ""), document)
        elif title is not None:
            self.base = 1
            self._add(title, document.metadata)
        else:
            front = frontmatter.write(document.metadata)
            if front:
                self._add(front.rstrip("\n"), document.metadata)
        self._blocks(document.blocks, "")
        only = self._taken_for_title()
        for clause in document.clauses:
            self._section(clause, 1, False, False, clause is only)
        if self.out and self.out[0][0][0] == "\ufeff":
            # At the very beginning it would be taken for a byte order mark.
            self.out[0] = ("&#65279;" + self.out[0][0][1:], self.out[0][1])
        return [(("" if at == 0 else "\n") + piece + "\n", node) for at, (piece, node) in enumerate(self.out)]

    def _add(self, piece: str, node: Any) -> None:
        self.out.append((piece, node))

    def _taken_for_title(self) -> Any:
        """Return the clause whose heading would be taken for the title of the document, if there is one."""
        document = self.document
        if self.base or not document.clauses or any(type(block) is not Comment for block in document.blocks):
            return None
        first = document.clauses[0]
        if type(first) is not Clause or first.type != "clause":
            return None
        if document.metadata.title:
            return first if says_title(self.blocks.inlines.line(first.title), document.metadata) else None
        return first if len(document.clauses) == 1 else None

    def _blocks(self, nodes: list[Any], section: str) -> None:
        self.blocks.section = section
        for node, piece in zip(nodes, self.blocks.pieces(nodes, 0), strict=True):
            self._add(piece, node)

    # -- clauses

    def _section(self, node: Any, depth: int, in_terms: bool, plain: bool, only: bool) -> None:
        if type(node) is TermEntry:
            self._term(node, depth, in_terms and not plain)
            return
        self._heading(node, depth, in_terms, plain, only)
        bare = node.type == "annex" and not node.title and node.nature is None
        self._blocks(node.blocks, "bare-annex" if bare else node.type)
        below_terms = node.type == "terms" or (in_terms and node.type == "clause")
        below_plain = plain or node.type == "contents"
        self._below(node, depth, below_terms, below_plain)

    def _below(self, node: Clause, depth: int, in_terms: bool, plain: bool) -> None:
        """Write subclauses; those without a title are opened by § as long as none with a title came
        before.
        """
        untitled = True
        for child in node.clauses:
            untitled = untitled and not plain and self._is_untitled(child)
            if untitled:
                self._untitled(child, 1)
            else:
                self._section(child, depth + 1, in_terms, plain, False)

    def _is_untitled(self, clause: Any) -> bool:
        """Whether a clause and all below it can be opened by §."""
        if type(clause) is not Clause or clause.title or clause.type != "clause" or clause.nature:
            return False
        paragraph = clause.blocks[0] if clause.blocks else None
        if type(paragraph) is not Paragraph or paragraph.id or paragraph.attrs or not paragraph.children:
            return False
        text = forms.first_text(paragraph.children)
        if text[:1] in ("{", "§", " ", "\t", "\u3000"):
            return False
        return all(self._is_untitled(child) for child in clause.clauses)

    def _untitled(self, clause: Any, depth: int) -> None:
        first, *rest = clause.blocks
        words = [] if clause.numbered else ["unnumbered"]
        pairs = [("number", clause.number)] if clause.number else []
        marks = format_marks(clause.id, words, pairs, clause.attrs, WORDS, _FIELDS)
        text = self.blocks.text(first)
        self._add(" ".join(part for part in ("§" * depth, marks, text) if part), clause)
        self._blocks(rest, clause.type)
        for child in clause.clauses:
            self._untitled(child, depth + 1)

    def _heading(self, clause: Clause, depth: int, in_terms: bool, plain: bool, only: bool) -> None:
        words: list[str] = []
        pairs: list[tuple[str, str]] = []
        nodes, natural = self._natural_heading(clause, plain, in_terms)
        leaf_term = in_terms and not clause.clauses and clause.title and clause.type == "clause"
        if not natural or (only and clause.type == "clause") or leaf_term:
            words.append(clause.type)
        if not natural:
            outright = Marks(classes=[(clause.type, True)])
            if read_heading(nodes, outright, typed=False, plain=plain).title != clause.title:
                words.append("literal")
            if clause.nature:
                pairs.append(("nature", clause.nature))
        elif typed_number(forms.first_text(nodes)):
            words.append("literal")
        if not clause.numbered and not (plain and clause.type not in words):
            words.append("unnumbered")
        elif clause.numbered and plain and clause.type not in words:
            words.insert(0, clause.type)
        if clause.number:
            pairs.append(("number", clause.number))
        self._add_heading(depth, nodes, words, pairs, clause)

    def _natural_heading(self, clause: Clause, plain: bool, in_terms: bool) -> tuple[list[Any], bool]:
        """Return the words of a heading, and whether they say type, nature and title by themselves."""
        nodes = clause.title
        if clause.type == "annex" and not plain:
            chinese = has_cjk(plain_text(nodes)) or (not nodes and self._is_chinese())
            word = _ANNEX_WORDS[chinese, clause.nature]
            nodes = merge_text([Text(word if nodes else word.rstrip()), *nodes])
        said = read_heading(nodes, Marks(), typed=False, plain=plain, in_terms=in_terms)
        if (said.type, said.nature, said.title) == (clause.type, clause.nature, clause.title):
            return nodes, True
        return clause.title, False

    def _is_chinese(self) -> bool:
        return (self.document.metadata.language or "zh").startswith("zh")

    def _add_heading(
        self, depth: int, nodes: list[Any], words: list[str], pairs: list[tuple[str, str]], node: Any
    ) -> None:
        level = depth + self.base
        if level > 6:
            pairs = [*pairs, ("level", str(depth))]
        marks = format_marks(node.id, words, pairs, node.attrs, WORDS, _FIELDS)
        text = self.blocks.inlines.line(nodes)
        self._add(heading_line("#" * min(level, 6), text, marks), node)

    # -- term entries

    def _term(self, entry: TermEntry, depth: int, in_terms: bool) -> None:
        heading, rest = _heading_terms(entry)
        said = read_heading(heading, Marks(), typed=False, in_terms=in_terms)
        natural = in_terms and bool(heading) and said == Meaning(title=heading)
        words = [] if natural else ["term-entry"]
        if heading and (
            said.title != heading or said.type != "clause" or typed_number(forms.first_text(heading))
        ):
            words = ["term-entry", "literal"]
        pairs = [("number", entry.number)] if entry.number else []
        self._add_heading(depth, heading, words, pairs, entry)
        self.blocks.section = "term"
        for designation in rest:
            self._add(self._designation(designation), designation)
        self._definition(entry)
        for source in entry.sources:
            self._add(self._source(source), source)

    def _designation(self, designation: Any) -> str:
        again = split_designations(designation.children)
        plain = bool(designation.children) and self.blocks.is_plain(designation.children, 0)
        if designation.status != "preferred" and again == [_preferred(designation)] and plain:
            return f"{{.{designation.status}}}\n{self.blocks.inlines.paragraph(designation.children)}"
        return self.blocks.generic(designation, 0)

    def _definition(self, entry: TermEntry) -> None:
        children = entry.children
        written: list[str] | None = None
        if entry.domain:
            written = self._with_domain(entry)
        elif leading_domain(children)[0]:
            self._add(contained("domain", "", ""), entry)
        if entry.domain and written is None:
            self._add(contained("domain", "", "{.paragraph}\n" + self.blocks.text(entry, "domain")), entry)
        for node, piece in zip(children, written or self.blocks.pieces(children, 0), strict=True):
            if type(node) is Paragraph and status_of(node) is not None:
                piece = self.blocks.generic(node, 0)
            self._add(piece, node)

    def _with_domain(self, entry: TermEntry) -> list[str] | None:
        """Return the blocks of a term entry with its domain in angle brackets before the definition."""
        first = entry.children[0] if entry.children else None
        if type(first) is not Paragraph or first.id or first.attrs or not first.children:
            return None
        plain, literal = self.blocks.runs.plain(first, "children")
        if literal or len(entry.domain) != 1 or type(entry.domain[0]) is not Text:
            return None
        nodes = merge_text([Text(f"〈{entry.domain[0].value}〉"), *plain])
        again, rest = leading_domain([Paragraph(nodes)])
        if again != entry.domain or rest != [Paragraph(plain)]:
            return None
        pieces = self.blocks.pieces(entry.children, 0)
        if pieces[0].startswith("{"):
            return None
        return [self.blocks.inlines.paragraph(nodes, sentences=True), *pieces[1:]]

    def _source(self, source: TermSource) -> str:
        plain, literal = self.blocks.runs.plain(source, "children")
        chinese = has_cjk(plain_text(plain))
        nodes = merge_text([Text("[来源：" if chinese else "[SOURCE: "), *plain, Text("]")])
        again = forms.source(nodes)
        if literal or again is None or again.children != plain:
            return self.blocks.generic(source, 0)
        return self.blocks.inlines.paragraph(nodes)


def _preferred(designation: Any) -> Any:
    from stdml.model import Designation

    return Designation(designation.children, language=designation.language)


def _heading_terms(entry: TermEntry) -> tuple[list[Any], list[Any]]:
    """Return the words of the heading of a term entry, and the designations that they do not say."""
    designations = entry.designations
    for count in (2, 1):
        if len(designations) >= count and all(d.children for d in designations[:count]):
            nodes: list[Any] = []
            for designation in designations[:count]:
                nodes = merge_text([*nodes, *([Text(" ")] if nodes else []), *designation.children])
            if split_designations(nodes) == designations[:count]:
                return nodes, designations[count:]
    return [], designations


def title_line(document: Document) -> str | None:
    """Return the title of a document as a heading, where its metadata holds nothing else and it is read
    back.
    """
    titles = document.metadata.title
    if len(titles) != 1 or Metadata(title=titles) != document.metadata:
        return None
    language, elements = next(iter(titles.items()))
    if len(elements) != 1 or guess_language(elements[0]) != language:
        return None
    title = elements[0]
    said = read_heading([Text(title)], Marks(), typed=False)
    if said.type != "clause" or title != title.strip():
        return None
    text = heading_line("#", InlineWriter().line([Text(title)]), "")
    return None if text.endswith("}") else text
