"""Term entries in TBX (ISO 30042), with their reader and their writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, is_line
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.mapping import AUTHORIZATIONS, STATUSES, has_blocks
from stdml.formats.sts.names import (
    SPACE,
    Element,
    below,
    elements,
    from_xml,
    is_blank,
    name_of,
    squeezed,
    tag_of,
    to_line,
)  # fmt: skip
from stdml.formats.sts.reading import Reader, identifier
from stdml.formats.sts.writing import KIND, Writer, element_of_class, is_foreign, own_fields, restore
from stdml.language import say
from stdml.model.blocks import Comment, Container, Example, ForeignBlock, Note, Paragraph
from stdml.model.inlines import Span, Text
from stdml.model.structure import Designation, TermEntry, TermSource

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CLASS = "sts-tbx-langSet"
_TIG = "sts-tbx-tig"
_BLOCK_NAMES = {"tbx:note": Note, "tbx:example": Example}


def read_entry(reader: Reader, element: Element) -> TermEntry | None:
    """Return the entry of a `term-sec`, or None where it is more than one plain TBX entry."""
    inner = [child for child in elements(element) if child.tag != "label"]
    if len(inner) != 1 or name_of(inner[0].tag) != "tbx:termEntry" or not is_blank(element.text):
        return None
    languages = elements(inner[0])
    tags = [language.get(_LANG) for language in languages]
    if not languages or any(name_of(child.tag) != "tbx:langSet" for child in languages):
        return None
    if (
        None in tags[1:]
        or len(set(tags)) != len(tags)
        or not all(tag is None or is_line(tag) for tag in tags)
    ):
        return None
    facts = Facts().take(element, "id")
    facts.take(inner[0], child="entry")
    entry = TermEntry([], id=identifier(element, facts))
    first = languages[0]
    facts.take(first, "xml:lang", child="lang")
    if tags[0] is None:
        facts.without.append("@lang")
    elif tags[0] != reader.language and "main" not in facts.own:
        facts.values["sts-lang"] = tags[0]
    if not _read_language(reader, first, entry, tags[0] if facts.own.pop("main", False) else None):
        return None
    for language in languages[1:]:
        more = Facts().take(language, "xml:lang")
        more.values["sts.xml-lang"] = str(language.get(_LANG))
        holder = TermEntry([])
        if not _read_language(reader, language, holder, str(language.get(_LANG))):
            return None
        entry.designations.extend(holder.designations)
        blocks = _all_blocks(holder)
        # A language in which there are only terms is a matter of the designations.
        if blocks or len(more.values) > 1 or more.empty or not holder.designations:
            entry.children.append(Container(_CLASS, blocks, attrs=more.attributes()))
    if not entry.designations:
        return None
    entry.designations = _reordered(entry.designations, facts.own.pop("order", None))
    if facts.own.pop("here", False):
        reader.here.add(id(entry))
    restore(entry, facts)
    reader.labelled(entry, element, facts)
    reader.set_aside(element)
    reader.set_aside(inner[0])
    entry.attrs = facts.attributes()
    return entry


def _all_blocks(holder: TermEntry) -> list[Any]:
    """Return what a further language says, in the forms of a container."""
    blocks: list[Any] = []
    if holder.domain:
        blocks.append(Paragraph(holder.domain, attrs=Facts("sts-tbx-subjectField").attributes()))
    blocks.extend(holder.children)
    blocks.extend(
        Paragraph(source.children, attrs=Facts("sts-tbx-source").attributes()) for source in holder.sources
    )
    return blocks


def _read_language(reader: Reader, element: Element, entry: TermEntry, language: str | None) -> bool:
    if not is_blank(element.text):
        return False
    for child in elements(element):
        name = name_of(child.tag) or ""
        is_plain = not has_blocks(child)
        if name == "tbx:note" and (box := _boxed(child, "wrap")) is not None:
            entry.children.extend(reader.blocks(box))
            continue
        if name == "tbx:note" and (box := _boxed(child, "domain")) is not None:
            entry.domain = reader.inlines(box[0]) if len(box) else []
            continue
        if name == "tbx:tig":
            designation = _read_tig(reader, child, language)
            if designation is None:
                return False
            entry.designations.append(reader.at(designation, child))
        elif name == "tbx:definition" and is_plain:
            facts = Facts().take(child, "id")
            ident = identifier(child, facts)
            entry.children.append(
                reader.at(Paragraph(reader.inlines(child), ident, facts.attributes()), child)
            )
        elif name in _BLOCK_NAMES and is_plain:
            entry.children.append(reader.at(_read_note(reader, child, name), child))
        elif name == "tbx:source" and is_plain and not child.attrib:
            entry.sources.append(TermSource(reader.inlines(child)))
        elif (
            name == "tbx:subjectField"
            and is_plain
            and not child.attrib
            and not entry.domain
            and len(child.text or "")
        ):
            entry.domain = reader.inlines(child)
        else:
            entry.children.extend(reader.block(child))
    reader.set_aside(element)
    return True


def _read_note(reader: Reader, element: Element, name: str) -> Any:
    facts = Facts().take(element, "id")
    ident = identifier(element, facts)
    paragraph = reader.at(Paragraph(reader.inlines(element)), element)
    return _BLOCK_NAMES[name]([paragraph], id=ident, attrs=facts.attributes())


def _read_tig(reader: Reader, element: Element, language: str | None) -> Designation | None:
    inner = elements(element)
    names = [name_of(child.tag) for child in inner]
    if names.count("tbx:term") != 1 or not is_blank(element.text):
        return None
    term = inner[names.index("tbx:term")]
    rest = [child for child in inner if child is not term]
    if any(not is_blank(child.tail) for child in element):
        return None
    facts = Facts().take(element, child="tig").take(term, child="term")
    designation = Designation(reader.inlines(term), language=language)
    for child in rest:
        if name_of(child.tag) == "tbx:normativeAuthorization":
            designation.status = STATUSES.get(child.get("value", ""), "preferred")  # type: ignore[assignment]
    lines = "".join(map(to_line, rest))
    if lines != "".join(map(to_line, _usual_facts(designation.status))):
        if lines and not is_line(lines):
            return None
        facts.values["sts-tig"] = lines or "none"
    if facts:
        facts.classes.append(_TIG)
        designation.children = [Span(designation.children, attrs=facts.attributes())]
    return designation


def _usual_facts(status: str) -> list[Element]:
    """Return what goes without saying of a term: a noun, and its status unless it is the preferred term."""
    nodes = [from_xml('<tbx:partOfSpeech value="noun"/>')]
    if status != "preferred":
        nodes.append(from_xml(f'<tbx:normativeAuthorization value="{AUTHORIZATIONS[status]}"/>'))
    return [node for found in nodes for node in found or []]


# --- The way back


def write_entry(writer: Writer, node: TermEntry, parent: Element, here: bool = False) -> None:
    """Write a term entry; `here` says that it stands where it usually would not."""
    facts = Facts.of(node.attrs)
    if here:
        facts.own["here"] = True
    own_fields(node, facts, "id", *writer.told)
    main = _main_language(writer, node, facts)
    ranks = _ranks(node, main)
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    if order != list(range(len(ranks))):
        facts.own["order"] = order
    element = writer.element(parent, "term-sec", node, facts)
    write_label(writer, node, element, facts, computed_label(writer, node))
    entry = below(element, "tbx:termEntry")
    facts.put(entry, "entry")
    language = below(entry, "tbx:langSet")
    if "@lang" not in facts.without:
        language.set(_LANG, main)
    facts.put(language, "lang")
    domain = writer.forgotten(node.domain)
    is_literal = domain is node.domain and writer.is_literal(domain)
    if len(domain) == 1 and type(domain[0]) is Text and _is_tidy(domain[0].value) and not is_literal:
        below(language, "tbx:subjectField").text = domain[0].value
    elif node.domain:
        writer.running(node.domain, below(_box(language, "domain"), "p"))
    sets = [b for b in node.children if isinstance(b, Container) and b.name == _CLASS]
    has_begun = False
    for block in node.children:
        if not any(block is one for one in sets):
            # A remark among the parts of an entry is read as one before it, so one after a part is boxed.
            if has_begun and isinstance(block, Comment):
                writer.blocks([block], _box(language, "wrap"))
            else:
                _write_block(writer, block, language)
            has_begun = has_begun or not isinstance(block, Comment)
    for source in node.sources:
        writer.running(source.children, below(language, "tbx:source"))
    others = {Facts.of(block.attrs).values.get("sts.xml-lang"): block for block in sets}
    for designation in node.designations:
        if designation.language in (None, main):
            _write_tig(writer, designation, language)
            if designation.language is not None and "main" not in facts.own:
                reason = say("与文件语言相同，不另标注", "the language of the document goes without saying")
                writer.lose(designation, "language", reason)
    tags = [d.language for d in node.designations if d.language not in (None, main)]
    for tag in dict.fromkeys([*tags, *others]):
        holder = below(entry, "tbx:langSet")
        more = others.get(tag)
        if more is not None:
            Facts.of(more.attrs).put(holder)
            for inner in more.children:
                _write_block(writer, inner, holder)
        holder.set(_LANG, tag or "")
        for designation in node.designations:
            if designation.language == tag:
                _write_tig(writer, designation, holder)


def _write_block(writer: Writer, block: Any, parent: Element) -> None:
    facts = Facts.of(getattr(block, "attrs", None))
    plain_class = not facts.classes
    if isinstance(block, Paragraph) and plain_class and writer.is_plain(block, facts):
        element = writer.element(parent, "tbx:definition", block, facts)
        writer.running(block.children, element)
        return
    if element_of_class(facts.classes) or (
        isinstance(block, Container) and element_of_class([block.name or ""])
    ):
        writer.blocks([block], parent)
        return
    inner = block.children if isinstance(block, Note | Example) else []
    is_plain = len(inner) == 1 and writer.is_plain(block, facts) and not (block.label or block.number)
    if is_plain and isinstance(inner[0], Paragraph) and not inner[0].attrs and inner[0].id is None:
        name = "tbx:note" if isinstance(block, Note) else "tbx:example"
        own_fields(block, facts, "id")
        element = writer.element(parent, name, block, facts)
        writer.running(inner[0].children, element)
        return
    is_loose = isinstance(block, Comment) or (isinstance(block, ForeignBlock) and is_foreign(block))
    writer.blocks([block], parent if is_loose else _box(parent, "wrap"))


def _box(parent: Element, kind: str) -> Element:
    """Return a new box in a note: the only element of an entry that any block may stand in."""
    box = below(below(parent, "tbx:note"), "boxed-text")
    box.set("content-type", KIND + kind)
    return box


def _boxed(element: Element, kind: str) -> Element | None:
    """Return the box that a note is nothing but a cover for, or None."""
    if len(element) != 1 or not is_blank(element.text) or element[0].tag != "boxed-text":
        return None
    return element[0] if element[0].get("content-type") == KIND + kind else None


def _is_tidy(text: str) -> bool:
    return squeezed(text).strip(SPACE) == text


def _main_language(writer: Writer, node: TermEntry, facts: Facts) -> str:
    """Return the language that the entry begins with; an entry with no term in the usual one says so."""
    usual = facts.values.get("sts-lang", writer.language)
    languages = [designation.language for designation in node.designations]
    if None in languages or languages[0] is None:
        return usual
    facts.own["main"] = True
    return languages[0]


def _ranks(node: TermEntry, main: str) -> list[int]:
    """Return the rank of the language of each term among those of its entry."""
    languages = [None if d.language == main else d.language for d in node.designations]
    ranks = {tag: rank for rank, tag in enumerate(dict.fromkeys([None, *languages]))}
    return [ranks[language] for language in languages]


def _reordered(designations: list[Designation], order: Any) -> list[Designation]:
    """Return the terms in the order that was kept for them, if it is one."""
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(map(str, range(len(designations)))):
        return designations
    placed = dict(zip(map(int, order), designations, strict=True))
    return [placed[index] for index in range(len(designations))]


def _write_tig(writer: Writer, node: Designation, parent: Element) -> None:
    facts = Facts()
    children = node.children
    only = children[0] if len(children) == 1 else None
    if isinstance(only, Span) and only.attrs is not None and _TIG in only.attrs.classes:
        facts, children = Facts.of(only.attrs), only.children
    element = below(parent, "tbx:tig")
    facts.put(element, "tig")
    term = below(element, "tbx:term")
    facts.put(term, "term")
    writer.line(children, term)
    kept = facts.values.get("sts-tig")
    rest = _usual_facts(node.status) if kept is None else from_xml(kept) or []
    for child in rest:
        if child.tag == tag_of("tbx:normativeAuthorization"):
            said = STATUSES.get(child.get("value", ""), "preferred")
            if said != node.status:
                child.set("value", AUTHORIZATIONS[node.status])
        element.append(child)
