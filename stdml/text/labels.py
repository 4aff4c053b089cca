"""The words that a standard prints by itself, by language: 表, Table, 注, NOTE, 附录, Annex …

Everything here is data, so a language is one entry of `WORDS`. The Chinese words are those of GB/T 1.1—2020
(clauses 8, 9 and Annex A), the English and French ones those of ISO/IEC Directives, Part 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from stdml.model.inlines import Text
from stdml.model.walk import plain_text, walk
from stdml.text.cjk import is_cjk

if TYPE_CHECKING:
    from stdml.model.metadata import Metadata
    from stdml.model.structure import Document


@dataclass(frozen=True, slots=True)
class Words:
    """The printed words of one language; `{}` stands for a number or a letter.

    Attributes:
        table, figure, annex, formula: the label of an object
        formula_reference: the number of a formula alone
        note, example: the lead word
        numbered: a lead word with its number, as `{word}` and `{number}`
        lead_end: what ends a lead word
        note_to_entry: the lead word of a note to a term entry, where it differs from that of other notes
        inside: an object `{object}` of a clause `{place}` that is numbered within that clause only
        danger, warning, caution: the lead words of warnings
        where: what introduces the symbols of a formula
        key: what introduces the marks of a figure
        source: the lead word of the source of a term entry
        normative, informative: the nature of an annex
        dash, bullet: the marks of list items
        caption_gap: what stands between the number of a table or figure and its title
        titles: the usual title of each type of clause
    """

    table: str = "Table {}"
    figure: str = "Figure {}"
    annex: str = "Annex {}"
    formula: str = "Formula ({})"
    formula_reference: str = "({})"
    note: str = "NOTE"
    example: str = "EXAMPLE"
    numbered: str = "{word} {number}"
    lead_end: str = ""
    note_to_entry: str | None = "Note {} to entry:"
    inside: str = "{place}, {object}"
    danger: str = "DANGER"
    warning: str = "WARNING"
    caution: str = "CAUTION"
    where: str = "where"
    key: str = "Key"
    source: str = "SOURCE:"
    normative: str = "(normative)"
    informative: str = "(informative)"
    dash: str = "–"
    bullet: str = "•"
    caption_gap: str = " — "
    titles: dict[str, str] = field(default_factory=dict)


_EN = Words(
    titles={
        "contents": "Contents",
        "foreword": "Foreword",
        "introduction": "Introduction",
        "scope": "Scope",
        "normative-references": "Normative references",
        "terms": "Terms and definitions",
        "symbols": "Symbols and abbreviated terms",
        "bibliography": "Bibliography",
        "index": "Index",
    }
)
_ZH = Words(
    table="表 {}",
    figure="图 {}",
    annex="附录 {}",
    formula="公式（{}）",
    formula_reference="（{}）",
    note="注",
    example="示例",
    lead_end="：",
    note_to_entry=None,
    inside="{place} 的{object}",
    danger="危险",
    warning="警告",
    caution="注意",
    where="式中：",
    key="标引序号说明：",
    source="来源：",
    normative="（规范性）",
    informative="（资料性）",
    dash="——",
    caption_gap="\u3000",
    titles={
        "contents": "目次",
        "foreword": "前言",
        "introduction": "引言",
        "scope": "范围",
        "normative-references": "规范性引用文件",
        "terms": "术语和定义",
        "symbols": "符号和缩略语",
        "bibliography": "参考文献",
        "index": "索引",
    },
)
_ZH_HANT = replace(
    _ZH,
    figure="圖 {}",
    annex="附錄 {}",
    note="註",
    danger="危險",
    key="標引序號說明：",
    source="來源：",
    normative="（規範性）",
    informative="（資料性）",
    titles={
        "contents": "目次",
        "foreword": "前言",
        "introduction": "引言",
        "scope": "範圍",
        "normative-references": "規範性引用文件",
        "terms": "術語和定義",
        "symbols": "符號和縮略語",
        "bibliography": "參考文獻",
        "index": "索引",
    },
)
_FR = replace(
    _EN,
    table="Tableau {}",
    annex="Annexe {}",
    formula="Formule ({})",
    example="EXEMPLE",
    note_to_entry="Note {} à l'article:",
    inside="{place}, {object}",
    warning="AVERTISSEMENT",
    caution="ATTENTION",
    where="où",
    key="Légende",
    normative="(normative)",
    informative="(informative)",
    titles={
        "contents": "Sommaire",
        "foreword": "Avant-propos",
        "introduction": "Introduction",
        "scope": "Domaine d'application",
        "normative-references": "Références normatives",
        "terms": "Termes et définitions",
        "symbols": "Symboles et abréviations",
        "bibliography": "Bibliographie",
        "index": "Index",
    },
)

WORDS: dict[str, Words] = {
    "en": _EN,
    "zh": _ZH,
    "zh-hant": _ZH_HANT,
    "zh-tw": _ZH_HANT,
    "zh-hk": _ZH_HANT,
    "zh-mo": _ZH_HANT,
    "fr": _FR,
}
"""The words of each language, by its tag in lower case."""


@cache
def words_for(language: str | None) -> Words:
    """Return the words of a language tag, those of a shorter tag, or the English ones.

    >>> words_for("zh-Hans-CN").table.format(1)
    '表 1'
    """
    tag = (language or "en").lower().replace("_", "-")
    while tag:
        if tag in WORDS:
            return WORDS[tag]
        tag = tag.rpartition("-")[0]
    return _EN


_han = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_kana = re.compile("[\u3041-\u30ff]")
_hangul = re.compile("[\uac00-\ud7a3]")
# Shorter ones are symbols and units.
_latin_word = re.compile(r"[A-Za-zÀ-ɏ][a-zß-ɏ]{2,}")


def words_of(node: Any, words: Words) -> Words:
    """Return the words for a note, an example or a warning: those of the script that it is written in.

    A note in English in a Chinese document is headed NOTE, and a Chinese one in an English document 注.
    One of symbols only takes the word of its document.

    >>> from stdml.model import Note, Paragraph
    >>> words_of(Note([Paragraph([Text("See the drawing.")])]), words_for("zh")).note
    'NOTE'

    Args:
        node: the note, example or warning
        words: those of the document's language
    """
    text = plain_text(node.children)
    if any(map(is_cjk, text)):
        return words if words.lead_end == "：" else _ZH
    return words if words.lead_end != "：" or not _latin_word.search(text) else _EN


_letter = re.compile(r"[^\W\d_]")
_SAMPLE = 4000


def guess_language(text: str) -> str | None:
    """Return zh, ja, ko or en by the script that a text is written in; None where it has no letters.

    >>> guess_language("本文件规定了 AC charging 的要求。")
    'zh'
    """
    letters = len(_letter.findall(text))
    if not letters:
        return None
    if len(_kana.findall(text)) > letters * 0.1:
        return "ja"
    if len(_hangul.findall(text)) > letters * 0.2:
        return "ko"
    # A Chinese word has two characters and an English one five, so a fifth is already mostly Chinese.
    return "zh" if len(_han.findall(text)) > letters * 0.2 else "en"


def document_language(document: Document) -> str:
    """Return the language of the text: what the metadata says, else what the text looks like."""
    metadata = document.metadata
    if metadata.language:
        return metadata.language
    guess = guess_language("".join(_sample(document)))
    if guess:
        return guess
    return next(iter(metadata.title), "en")


def _sample(document: Document) -> Iterator[str]:
    length = 0
    for node in walk(document):
        if type(node) is Text:
            yield node.value
            length += len(node.value)
            if length > _SAMPLE:
                return


_PLAIN_FIELDS = {"title", "language", "profile", "extra"}


def is_standard(metadata: Metadata) -> bool:
    """Whether a document is drafted as a standard, and not a plain document with a title and a language."""
    if metadata.profile:
        return metadata.profile != "none"
    return any(getattr(metadata, name) for name in type(metadata).model_fields if name not in _PLAIN_FIELDS)


_OF_STANDARDS = frozenset({"scope", "normative-references", "terms", "symbols", "annex"})


def numbers_headings(document: Document) -> bool:
    """Whether the numbers of clauses are shown, as in a standard, or not, as in a plain text.

    A plain text has no metadata of a standard and nothing that only standards have: a scope, a term entry, an
    annex, a clause without a title or with a number of its own, a requirement block, a named parameter, or a
    reference to a clause whose words are to be computed.
    """
    if is_standard(document.metadata):
        return True
    if getattr(getattr(document, "source", None), "typed", False):
        return True
    return any(map(_is_of_standards, walk(document)))


def _is_of_standards(node: Any) -> bool:
    kind = node.kind
    if kind == "clause":
        plain = node.title and node.number is None and node.numbered
        return not plain or node.type in _OF_STANDARDS
    if kind == "cross_reference":
        return not node.children
    return kind in ("term_entry", "requirement", "parameter")
