"""DOCX (ECMA-376, WordprocessingML): drafts as they live in word processors.

A drafter says with a style what he could also type: a heading, the label of a list, 注：, 表 1. So the reader
writes out what Word adds by itself (the labels of automatic numbers, results of fields), turns each
paragraph into the running text of the model, and asks the same functions as the Markdown reader what a
heading or a paragraph with these words is (`stdml.formats._looks`). Going by way of Markdown text would mean
to escape every sign and to lose the places; a second set of functions would one day understand a draft in
another way.

1. `archive` opens the ZIP file with limits, `parts` what is in it, `source` gives each paragraph a line.
2. `paragraphs`, `runs`, `fields`, `mathematics` and `pictures` turn paragraphs into running text;
   `styles`, `numbers` and `roles.json` say what Word shows and what the names of styles mean.
3. `cover` takes the metadata from what stands before the first heading, `headings` finds headings that have
   no style.
4. `blocks`, `lists`, `tables` and `figures` fold paragraphs into blocks; `reader` makes the document.

What is guessed is said in a diagnostic, and so is what is left out: the computed table of contents, headers
and footers, hidden text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdml.registry import Format

if TYPE_CHECKING:
    from stdml.model import Document


def read_docx(data: bytes | str, path: str = "-") -> Document:
    """Read a DOCX file; never raises on any data, what was guessed or left out is in `diagnostics`.

    Args:
        data: the bytes of the file
        path: its name, for the diagnostics
    """
    from stdml.formats.docx.reader import read_docx

    return read_docx(data, path)


FORMAT = Format(
    "docx",
    (".docx", ".docm", ".dotx", ".dotm"),
    "Word (WordprocessingML)",
    read=read_docx,
    binary=True,
)
