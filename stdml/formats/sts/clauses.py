"""Clauses, annexes, lists of references and runs of blocks between them, with their readers and writers."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, Unmappable, is_line
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.mapping import CLAUSES, CONTENT_TYPES, FRAME, METAS, NATURES, SEC_TYPES, has_blocks
from stdml.formats.sts.names import (
    Element,
    below,
    child_named,
    elements,
    is_blank,
    is_element,
    new,
    text_of,
)  # fmt: skip
from stdml.formats.sts.reading import Label, Reader, identifier
from stdml.formats.sts.terms import read_entry, write_entry
from stdml.formats.sts.writing import KIND, NOTHING, Writer, mark, own_fields, restore
from stdml.model.blocks import ReferenceEntry
from stdml.model.structure import BACK_TYPES, FRONT_TYPES, Clause, TermEntry
from stdml.text.labels import words_for

SECTIONS = frozenset(("sec", "term-sec", "app", "ref-list"))
RUN_OF_REFERENCES = KIND + "run"
RUN = "sts-run"
"""The class of an untitled clause that is a run of blocks between clauses, or after them."""
_PLACE = "sts-place"
_ELEMENT = "sts-element"


# --- Places


def usual_place(section: Any) -> str:
    """Return where a clause stands if nothing else is said."""
    kind = section.type if isinstance(section, Clause) else "clause"
    if kind in FRONT_TYPES:
        return "front"
    if kind == "annex":
        return "app-group"
    return "back" if kind in BACK_TYPES else "body"


def usual_element(section: Any) -> str:
    """Return the element of a clause if nothing else is said."""
    kind = section.type if isinstance(section, Clause) else "clause"
    if kind == "annex":
        return "app"
    if kind == "bibliography" and _is_reference_list(section):
        return "ref-list"
    return "sec"


def _is_reference_list(clause: Clause) -> bool:
    return not clause.clauses and all(isinstance(block, ReferenceEntry) for block in clause.blocks)


# --- Reading


def read_holder(reader: Reader, holder: Element, places: dict[Element, str]) -> list[Any]:
    """Return the clauses of a front, body, back or group of annexes, those of the holders in it included."""
    found: list[Any] = []
    inside: list[Any] = []
    run: list[Any] = []
    for child in list(holder):
        if is_element(child) and child.tag in METAS:
            continue
        if is_element(child) and child.tag in FRAME:
            _end_run(run, found)
            run = []
            inner = read_holder(reader, child, places)
            found.extend(inner)
            inside.extend(inner)
        elif is_element(child) and child.tag in SECTIONS and child.get("content-type") != RUN_OF_REFERENCES:
            _end_run(run, found)
            run = []
            found.append(read_section(reader, child, top=True))
        elif is_element(child):
            run.extend(reader.block(child))
        else:
            run.extend(_aside(reader, child))
    if not is_blank(holder.text) or any(not is_blank(child.tail) for child in holder):
        texts = [holder.text or "", *(child.tail or "" for child in holder)]
        loose = new(str(holder.tag))
        loose.text = " ".join(text.strip() for text in texts if not is_blank(text))
        run.extend(reader.blocks(loose))
    _end_run(run, found)
    place = places[holder]
    for section in found:
        if any(section is one for one in inside) or id(section) in reader.here:
            continue
        if usual_place(section) != place:
            _note(section, _PLACE, place)
    return found


def _aside(reader: Reader, node: Element) -> list[Any]:
    holder = new("x")
    copy = node.__copy__()
    copy.tail = None
    holder.append(copy)
    return reader.blocks(holder)


def _end_run(run: list[Any], found: list[Any]) -> None:
    if run:
        found.append(Clause(blocks=list(run), numbered=False, attrs=Facts(RUN).attributes()))


def _note(section: Any, key: str, value: str) -> None:
    facts = Facts.of(section.attrs)
    facts.values[key] = value
    section.attrs = facts.attributes()


def read_section(reader: Reader, element: Element, top: bool = False) -> Any:
    """Return the clause or term entry of an element."""
    mark = len(reader.labels)
    reader.depth += 1
    try:
        if reader.depth > reader.limit:
            raise Unmappable
        if element.tag == "term-sec" and not any(c.tag == "term-sec" for c in elements(element)):
            entry = read_entry(reader, element)
            if entry is not None:
                asides, reader._aside = reader._aside, []
                entry.children[:0] = asides
                return reader.at(entry, element)
            del reader.labels[mark:]
            reader._aside = []
        return reader.at(_read_clause(reader, element, top), element)
    except Unmappable:
        del reader.labels[mark:]
        reader._aside = []
        facts = Facts(RUN)
        return Clause(blocks=[reader.foreign_block(element)], numbered=False, attrs=facts.attributes())
    finally:
        reader.depth -= 1


def _read_clause(reader: Reader, element: Element, top: bool) -> Clause:
    facts = Facts().take(element, "id")
    clause = Clause(id=identifier(element, facts))
    head = _read_head(reader, element, clause, facts)
    _read_type(reader, element, clause, facts, top)
    target: list[Any] = clause.blocks
    for child in _without(element, head):
        if is_element(child) and child.tag in SECTIONS - {"ref-list"}:
            clause.clauses.append(read_section(reader, child))
            target = []
        else:
            found = reader.block(child) if is_element(child) else _aside(reader, child)
            if clause.clauses and not target:
                target = []
                clause.clauses.append(Clause(blocks=target, numbered=False, attrs=Facts(RUN).attributes()))
            target.extend(found)
    loose = _loose_text(element)
    if loose is not None:
        clause.blocks[:0] = reader.blocks(loose)
    if usual_element(clause) != element.tag and "type" not in facts.own:
        facts.values[_ELEMENT] = str(element.tag)
    if facts.own.pop("here", False):
        reader.here.add(id(clause))
    if facts.own.pop("run", False):
        facts.classes.append(RUN)
    restore(clause, facts)
    _read_label(reader, element, clause, facts)
    clause.attrs = facts.attributes()
    return clause


def _without(element: Element, head: list[Element]) -> list[Element]:
    return [child for child in element if child not in head]


def _loose_text(element: Element) -> Element | None:
    texts = [element.text or "", *(child.tail or "" for child in element)]
    if all(map(is_blank, texts)):
        return None
    loose = new("sec")
    loose.text = " ".join(text.strip() for text in texts if not is_blank(text))
    return loose


def _read_head(reader: Reader, element: Element, clause: Clause, facts: Facts) -> list[Element]:
    """Read label, title and the printed nature of an annex; return the elements that were read."""
    head: list[Element] = []
    for child in elements(element):
        if child.tag == "label" and not head:
            head.append(child)
        elif child.tag == "annex-type" and element.tag == "app":
            if child.attrib or len(child):
                break
            head.append(child)
        elif child.tag == "title":
            if has_blocks(child):
                break
            facts.take(child, child="title")
            clause.title = reader.inlines(child)
            if not clause.title and not len(child):
                facts.empty.append("title")
            head.append(child)
            break
        elif child.tag not in ("label", "annex-type"):
            break
    return head


def _read_type(reader: Reader, element: Element, clause: Clause, facts: Facts, top: bool) -> None:
    if element.tag == "app":
        _read_annex(reader, element, clause, facts)
        return
    if element.tag == "ref-list":
        clause.type = "bibliography"
        return
    kind = facts.values.get("sts.sec-type")
    known = CLAUSES.get(kind or "")
    if known is not None:
        clause.type = known  # type: ignore[assignment]
        del facts.values["sts.sec-type"]
    elif kind is None and top and (found := _type_of_title(element, reader.language)):
        clause.type = found  # type: ignore[assignment]
        facts.without.append("@sec-type")


def _type_of_title(element: Element, language: str) -> str | None:
    holder = child_named(element, "title")
    title = "" if holder is None else text_of(holder)
    words = words_for(language).titles
    return next((kind for kind, word in words.items() if word.lower() == title.lower()), None)


def _read_annex(reader: Reader, element: Element, clause: Clause, facts: Facts) -> None:
    kind = facts.values.get("sts.content-type")
    if kind == "bibl":
        clause.type = "bibliography"
        return
    clause.type = "annex"
    nature = NATURES.get(kind or "")
    words = words_for(reader.language)
    said = element.find("annex-type")
    if nature is None and said is not None:
        texts = {words.normative: "normative", words.informative: "informative"}
        nature = texts.get(text_of(said).lower())
    clause.nature = nature  # type: ignore[assignment]
    if nature is not None:
        if kind == CONTENT_TYPES[nature]:
            del facts.values["sts.content-type"]
        elif kind is None:
            facts.without.append("@content-type")
    if said is not None and (said.attrib or len(said)):
        return
    text = text_of(said) if said is not None else ""
    usual = getattr(words, nature) if nature else ""
    if said is None and nature:
        facts.without.append("annex-type")
    elif said is not None and not text:
        facts.empty.append("annex-type")
    elif text != usual:
        facts.values["sts-annex-type"] = text


def _read_label(reader: Reader, element: Element, clause: Clause, facts: Facts) -> None:
    label = child_named(element, "label")
    if clause.number is not None:
        return
    if label is None:
        if clause.type != "annex" and "numbered" not in facts.own:
            clause.numbered = clause.type in (*FRONT_TYPES, *BACK_TYPES)
        reader.labels.append(Label(clause, None))
    else:
        reader.labelled(clause, element, facts)


# --- Writing


def write_section(writer: Writer, section: Any, parent: Element, here: bool = False) -> None:
    """Write a clause or a term entry; `here` says that it stands where it usually would not."""
    if isinstance(section, TermEntry):
        write_entry(writer, section, parent, here)
        return
    facts = Facts.of(section.attrs)
    if RUN in facts.classes and not section.clauses and not section.title:
        writer.blocks(section.blocks, parent)
        return
    name = facts.values.get(_ELEMENT, usual_element(section))
    name = name if name in SECTIONS else "sec"
    if here:
        facts.own["here"] = True
        name = "sec" if parent.tag != "app-group" else "app"
    elif writer.is_own and parent.tag in SECTIONS:
        name = "sec"
    if name != usual_element(section) and _ELEMENT not in facts.values:
        facts.own["type"] = section.type
    told = ["nature", *writer.told] if name == "app" else writer.told
    own_fields(section, facts, "id", "type", "numbered", *told)
    if section.numbered != _reads_as_numbered(writer, section, facts):
        facts.own["numbered"] = section.numbered
    if usual_place(section) != "body" and parent.tag in SECTIONS and section.type not in SEC_TYPES.values():
        facts.own["type"] = section.type
    element = writer.element(parent, name, section, facts)
    _write_head(writer, section, element, facts, name)
    writer.blocks(section.blocks, element)
    for inner in section.clauses:
        write_section(writer, inner, element)


def write_opening(writer: Writer, blocks: list[Any], front: Element) -> None:
    """Write blocks that stand before a front, which holds nothing but clauses."""
    element = below(front, "sec")
    facts = Facts()
    facts.own = {"run": True, "here": True}
    facts.put(element)
    mark(below(element, "title"), NOTHING)
    writer.blocks(blocks, element)


def _reads_as_numbered(writer: Writer, section: Clause, facts: Facts) -> bool:
    """Return what a reader makes of the label of a clause, or of its absence."""
    if writer.is_own and section.number is not None:
        return True
    has_label = bool(computed_label(writer, section)) or {"label", "sts-label", "sts-label-xml"} & {
        *facts.empty, *facts.values
    }  # fmt: skip
    if has_label and "label" not in facts.without:
        return True
    return section.type == "annex" or section.type in FRONT_TYPES or section.type in BACK_TYPES


def _write_head(writer: Writer, section: Clause, element: Element, facts: Facts, name: str) -> None:
    label = computed_label(writer, section)
    write_label(writer, section, element, facts, label)
    if name == "app":
        _write_nature(writer, section, element, facts)
    elif name == "sec" and section.type in SEC_TYPES:
        says_other = "@sec-type" in facts.without or "sts.sec-type" in facts.values
        if not says_other:
            element.set("sec-type", SEC_TYPES[section.type])
    if section.title or "title" in facts.empty:
        title = below(element, "title")
        facts.put(title, "title")
        writer.line(section.title, title)
    elif writer.is_own and element.find("label") is None and name != "ref-list":
        # The schema wants a label or a title.
        mark(below(element, "title"), NOTHING)


def _write_nature(writer: Writer, section: Clause, element: Element, facts: Facts) -> None:
    nature = section.nature
    if nature and "@content-type" not in facts.without and "sts.content-type" not in facts.values:
        element.set("content-type", CONTENT_TYPES[nature])
    usual = getattr(writer.numbering.words, nature) if nature else ""
    text = facts.values.get("sts-annex-type", usual)
    if "annex-type" in facts.empty:
        below(element, "annex-type")
    elif text and is_line(text) and "annex-type" not in facts.without:
        below(element, "annex-type").text = text


_RANKS = {"front": 0, "body": 1, "app-group": 2, "back": 2}


def places(sections: list[Any]) -> list[tuple[Any, str, bool]]:
    """Return the clauses of the first level, each with its place and whether it is an unusual one.

    The order of the clauses is kept: what comes after the body cannot stand in the body or the front.
    """
    found: list[tuple[Any, str, bool]] = []
    last, groups = "front", 0
    for section in sections:
        kept = section.attrs.values.get(_PLACE) if section.attrs else None
        if kept is not None:
            found.append((section, kept, False))
            continue
        place = usual_place(section)
        here = _RANKS[place] < _RANKS[last]
        if here:
            place = "back" if last == "app-group" else last
        if place == "app-group":
            groups += last != "app-group"
            last = place
            found.append((section, place if groups == 1 else f"{place}.{groups}", False))
        else:
            last = place
            found.append((section, place, here))
    return found
