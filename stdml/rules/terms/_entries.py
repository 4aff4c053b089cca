"""What rules on term entries need: the paragraphs that define, and the words of a term."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause, Designation, Example, Node, Note, Paragraph, TermEntry, Text, plain_text
from stdml.model.base import span_of
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_source_like = lazy(
    r"\s*[\[［【〔（(]\s*(?:来源|引自|改写|source|[A-Z]{1,5}(?:/[A-Z]{1,3})?\s?\d)|\s*(?:来源|引自|source)[：:]?",
    re.IGNORECASE,
)
# A list of symbols may follow the last entry.
_lead_in = lazy(r"\s*(?:下列|以下)[^。]{0,20}适用于本")
_no_title = lazy(r"(?:\d{1,2}(?:\.\d{1,3})+)?")
_term_line = lazy(r"[^。；：，:;]{1,80}")
_equivalent = lazy(r"(?<=[\u4e00-\u9fff）)])[ \t\u3000]+(?=[A-Za-z])")
_letter = lazy(r"[^\W\d_]")
_between = lazy(r"[；;（）()]")
_script = lazy(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z -]+[A-Za-z]")
_LONGEST_NAME = 12
_LONGEST_LATIN_NAME = 30
_NOT_DEFINING = (Note, Example)


@cache
def data_of(name: str) -> Any:
    """Return the word list `name` of the rules."""
    return json.loads((files("stdml.rules") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def definition(entry: TermEntry) -> list[Prose]:
    """Return the paragraphs that say what a term means: those before notes and examples.

    A symbol, an abbreviation or an equivalent in another language on a line of its own is none of them, nor
    is a source that was not understood as one.
    """
    found: list[Prose] = []
    for block in entry.children:
        if isinstance(block, _NOT_DEFINING):
            break
        if isinstance(block, Paragraph) and block.children:
            prose = Prose(block, "children", False)
            if _lead_in.match(prose.text):
                break
            if _letter.search(prose.text) and not _source_like.match(prose.text):
                found.append(prose)
    chinese = any(prose.chinese for prose in found)
    while len(found) > 1 and ((chinese and not found[0].chinese) or _is_name(found[0].text)):
        del found[0]
    return found


def is_source(text: str) -> bool:
    """Whether words look like the source of an entry, in whatever brackets."""
    return _source_like.match(text) is not None


def _is_name(text: str) -> bool:
    """Whether a paragraph before a definition is so short that it is another term and not a sentence."""
    text = text.strip()
    limit = _LONGEST_NAME if has_cjk(text) else _LONGEST_LATIN_NAME
    return len(text) <= limit and text[-1:] not in "。.；;：:，"


def names_of(entry: TermEntry) -> list[str]:
    """Return the words by which the concept of an entry may be called in the text.

    Besides its designations these are what stands on lines of its own before the definition, and the parts of
    what was typed as one: 公司 company（ABC）, time to alert; TTA.
    """
    defined = {id(prose.owner) for prose in definition(entry)[:1]}
    written = [words_of(designation) for designation in entry.designations]
    for block in entry.children:
        if id(block) in defined or isinstance(block, _NOT_DEFINING):
            break
        if isinstance(block, Paragraph):
            written.append(plain_text(block))
    return list(dict.fromkeys(part for words in written for part in _parts(words.strip())))


def _parts(words: str) -> list[str]:
    parts = [words, *(part.strip() for part in _between.split(words))]
    parts += [found.group().strip() for part in parts[:2] for found in _script.finditer(part)]
    return [part for part in parts if len(part) > 1]


def as_entry(node: TermEntry | Clause, ancestors: list[Node]) -> TermEntry | None:
    """Return the entry that a node is, also where its number and its term were typed as printed.

    In print the number stands on a line of its own and the term on the next one: a clause without a title
    among the terms, whose first line can only be a term.
    """
    if isinstance(node, TermEntry):
        return node
    if not _no_title.fullmatch(plain_text(node.title).strip()) or not any(
        isinstance(above, Clause) and above.type == "terms" for above in ancestors
    ):
        return None
    first = node.blocks[0] if len(node.blocks) > 1 else None
    if not isinstance(first, Paragraph) or not _term_line.fullmatch(plain_text(first).strip()):
        return None
    written = _equivalent.split(plain_text(first).strip(), maxsplit=1)
    names = [Designation([Text(words)]) for words in written if words]
    for name in names:
        name.span = span_of(first) or (0, 0)
    entry = TermEntry(names, children=node.blocks[1:])
    entry.span = span_of(node) or (0, 0)
    return entry


def words_of(designation: Designation) -> str:
    """Return the words of a designation."""
    return plain_text(designation).strip()


def name_of(entry: TermEntry) -> str:
    """Return the first term of an entry."""
    return words_of(entry.designations[0])


def english_of(entry: TermEntry) -> list[Designation]:
    """Return the English equivalents of an entry whose first term is Chinese."""
    return [one for one in entry.designations[1:] if not has_cjk(words_of(one))]


def in_chinese(ctx: Context) -> bool:
    """Whether the document is written in Chinese."""
    return ctx.language.startswith("zh")


def remove(ctx: Context, prose: Prose, start: int, end: int, title: str, safe: bool = False) -> Fix | None:
    """Return a repair that takes characters out of running text."""
    return rewrite(ctx, prose, start, end, title, "", safe)


def rewrite(
    ctx: Context, prose: Prose, start: int, end: int, title: str, words: str, safe: bool = True
) -> Fix | None:
    """Return a repair that replaces characters, also where words such as 本文件 are nodes of their own.

    There is none where marks stand between the characters in the source, which would be left over.
    """
    ends = ctx.fix(title, [(prose, (start, start + 1), ""), (prose, (end - 1, end), "")], safe)
    source = getattr(ctx.document, "source", None)
    if ends is None or source is None:
        return None
    first, last = ends.edits[0].start, ends.edits[1].end
    if "".join(source.text[first:last].split()) != "".join(prose.text[start:end].split()):
        return None
    return Fix(title, (Edit(first, last, words),), safe)
