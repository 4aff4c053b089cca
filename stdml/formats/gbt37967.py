"""GB/T 37967—2019, the XML markup framework for national standards: written, as far as public facts go.

It has three levels of clauses and bodies of plain text; tables, formulas and figures are pictures there. So
this is a shadow of the document, and what it drops is in the losses. Its modules for editing and execution
are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from stdml.formats._losing import Losses
from stdml.model import Clause, Document, ReferenceEntry, TermEntry, plain_text
from stdml.registry import Format, Written
from stdml.text.cjk import has_cjk
from stdml.text.numbering import Numbering

NAMESPACE = "http://www.xmlgb.org/xcontent"
_CARRIED = frozenset({"identifier", "title", "ics", "ccs", "issued", "effective"})
_FRONT = {"foreword": "preface", "introduction": "introduction", "scope": "scope"}
_OWN = frozenset((*_FRONT, "normative-references", "terms", "annex", "bibliography", "contents", "index"))
_PICTURES = frozenset(("table", "figure", "formula", "code_block"))


def write_gbt37967(document: Document) -> Written:
    """Return a document in the elements of GB/T 37967—2019."""
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document)
        self._losses = Losses(document)
        self._root = etree.Element(f"{{{NAMESPACE}}}standard", nsmap={None: NAMESPACE})  # type: ignore[dict-item]

    def write(self) -> Written:
        content = self._add(self._root, "content")
        self._basic(content)
        self._auxiliary(content)
        self._terms(content)
        self._technology(content)
        if self._document.blocks:
            self._losses.add(self._document, "blocks", "nothing stands before the first clause")
        self._losses.metadata(self._document, _CARRIED)
        data = etree.tostring(self._root, encoding="utf-8", xml_declaration=True, pretty_print=True)
        return Written(data.decode(), self._losses.found)

    def _add(self, parent: Any, name: str, text: str | None = None) -> Any:
        element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        if text:
            element.text = etree.CDATA(text) if "\n" in text and "]]>" not in text else text
        return element

    def _basic(self, content: Any) -> None:
        metadata = self._document.metadata
        info = self._add(content, "basic_info")
        for name, language in (("cn", "zh"), ("en", "en")):
            self._add(info, name, "　".join(metadata.title.get(language, [])) if name == "cn"
                      else "—".join(metadata.title.get(language, [])))  # fmt: skip
        for language in metadata.title:
            if language not in ("zh", "en"):
                self._losses.add(self._document, "metadata.title", "titles are in Chinese and English only")
        self._add(info, "ics", "; ".join(metadata.ics))
        self._add(info, "ccs", "; ".join(metadata.ccs))
        self._add(info, "gbn", "; ".join(metadata.identifier))
        self._add(info, "isd", metadata.issued)
        self._add(info, "efd", metadata.effective)

    def _auxiliary(self, content: Any) -> None:
        info = self._add(content, "auxiliary_info")
        catalogue = self._add(info, "catalogue")
        clauses = [clause for clause in self._document.clauses if isinstance(clause, Clause)]
        for clause in clauses:
            item = self._add(catalogue, "clg_item")
            self._add(item, "clg_id", self._numbering.label(clause))
            self._add(item, "clg_name", plain_text(clause.title))
        for type_, name in _FRONT.items():
            self._add(info, name, "\n".join(self._body(c) for c in clauses if c.type == type_))
        listed = self._add(info, "normativereference")
        self._listed(clauses, "normative-references", listed, "n_docum")
        annexes = self._add(info, "appendix")
        for clause in clauses:
            if clause.type == "annex":
                item = self._add(annexes, "apd_item")
                self._add(item, "apd_id", self._numbering.label(clause))
                self._add(item, "apd_body", self._body(clause))
        self._listed(clauses, "bibliography", self._add(info, "reference"), "ref_item")

    def _listed(self, clauses: Sequence[Clause], type_: str, parent: Any, name: str) -> None:
        for clause in clauses:
            if clause.type == type_:
                for block in clause.blocks:
                    if isinstance(block, ReferenceEntry):
                        self._add(parent, name, plain_text(block))
                    else:
                        self._losses.add(block, "kind", "a list of documents holds nothing else")

    def _terms(self, content: Any) -> None:
        parent = self._add(content, "term")
        for clause in self._document.clauses:
            if isinstance(clause, Clause) and clause.type == "terms":
                self._entries(clause, parent)

    def _entries(self, clause: Clause, parent: Any) -> None:
        for block in clause.blocks:
            self._losses.add(block, "kind", "among the terms stand only terms")
        for section in clause.clauses:
            if isinstance(section, TermEntry):
                self._entry(section, parent)
            else:
                self._losses.add(section, "title", "terms have no groups")
                self._entries(section, parent)

    def _entry(self, entry: TermEntry, parent: Any) -> None:
        item = self._add(parent, "t_item")
        words = [(plain_text(d).strip(), d) for d in entry.designations]
        chinese = [text for text, _ in words if has_cjk(text)]
        self._add(item, "t_id", self._numbering.number(entry))
        self._add(item, "t_cn", "；".join(chinese))
        self._add(item, "t_en", "; ".join(text for text, _ in words if text not in chinese))
        for name, kinds in (("t_def", None), ("t_note", "note"), ("t_exp", "example")):
            blocks = [
                b for b in entry.children if (b.kind == kinds if kinds else b.kind not in ("note", "example"))
            ]
            self._add(item, name, self._words(blocks))
        for facet in ("sources", "domain"):
            if getattr(entry, facet):
                self._losses.add(entry, facet, "a term has no such part")

    def _technology(self, content: Any) -> None:
        parent = self._add(content, "technology")
        for clause in self._document.clauses:
            if isinstance(clause, Clause) and clause.type not in _OWN:
                item = self._add(parent, "tech_item")
                self._add(item, "tech_itid", self._numbering.label(clause))
                self._add(item, "tech_itname", plain_text(clause.title))
                for paragraph in self._levels(clause):
                    self._paragraph(paragraph, item)
            elif not isinstance(clause, Clause):
                self._losses.add(clause, "kind", "a term stands among the terms only")

    def _levels(self, clause: Clause) -> list[Clause]:
        """Return the subclauses; what stands before the first of them is one without a title."""
        own = [Clause(blocks=clause.blocks)] if clause.blocks else []
        return own + [section for section in clause.clauses if isinstance(section, Clause)]

    def _paragraph(self, clause: Clause, item: Any) -> None:
        paragraph = self._add(item, "tech_paragraph")
        self._add(paragraph, "tech_paraid", self._numbering.label(clause))
        self._add(paragraph, "tech_paraname", plain_text(clause.title))
        for part in self._levels(clause):
            made = self._add(paragraph, "tech_part")
            self._add(made, "tech_ptid", self._numbering.label(part))
            self._add(made, "tech_ptname", plain_text(part.title))
            self._add(made, "tech_ptbody", self._body(part))
            if part.clauses:
                self._losses.add(part, "clauses", "clauses have three levels; deeper ones are text")

    def _body(self, clause: Clause) -> str:
        """Return the words of a clause, with those of its subclauses under their headings."""
        parts = [self._words(clause.blocks)]
        for section in clause.clauses:
            if isinstance(section, Clause):
                heading = f"{self._numbering.label(section)} {plain_text(section.title)}".strip()
                parts += [heading, self._body(section)]
            else:
                parts.append(plain_text(section))
        return "\n".join(part for part in parts if part)

    def _words(self, blocks: Sequence[Any]) -> str:
        for block in blocks:
            if block.kind in _PICTURES:
                self._losses.add(block, "kind", f"a {block.kind} is a picture there; its words stand as text")
            elif block.kind != "paragraph":
                self._losses.add(block, "kind", "bodies are plain text")
        lines = (f"{self._numbering.label(block)} {plain_text(block)}".strip() for block in blocks)
        return "\n".join(line for line in lines if line)


FORMAT = Format("gbt37967", (".gbt37967.xml",), "GB/T 37967—2019", write=write_gbt37967)
