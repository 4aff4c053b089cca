"""Paragraphs, and headings that a line of `=` or `-` underlines, in one pass over their lines.

The same blocks as those of the two rules of markdown-it (CommonMark 0.31, 4.3 and 4.8), which go over every
line twice and ask every other rule at each.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from stdml.formats.markdown.syntax.starts import BLOCKS, RulesByStart


def register(md: MarkdownIt) -> None:
    """Put the rule in the place of markdown-it's own; after all other rules, which it asks what ends a
    paragraph.
    """
    enders: RulesByStart[Any] = RulesByStart(md.block.ruler, "paragraph", BLOCKS)

    def paragraph(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        # As in markdown-it, what follows on the same level is still judged as beside a paragraph.
        state.parentType = "paragraph"
        line, level = _end(state, startLine + 1, enders)
        if startLine + 1 == line:
            content = state.src[state.bMarks[startLine] + state.tShift[startLine] : state.eMarks[startLine]]
        else:
            content = state.getLines(startLine, line, state.blkIndent, False)
        state.line = line + 1 if level else line
        _push(state, startLine, line, mdTrim(content), level)
        return True

    md.block.ruler.at("paragraph", paragraph)
    md.block.ruler.disable(["lheading"])


def _end(state: StateBlock, line: int, enders: RulesByStart[Any]) -> tuple[int, int]:
    """Return the line after the last of a paragraph, and the level of the heading that this line makes of
    it.
    """
    src, indent = state.src, state.blkIndent
    begins, shifts, ends, counts = state.bMarks, state.tShift, state.eMarks, state.sCount
    last = state.lineMax
    while line < last:
        at = begins[line] + shifts[line]
        if at >= ends[line]:
            break
        count = counts[line]
        # More than three spaces are no code block here, but a lazy continuation.
        if count - indent <= 3:
            character = src[at]
            if (
                count >= indent
                and (character == "-" or character == "=")
                and _is_underline(src[at : ends[line]])
            ):
                return line, 1 if character == "=" else 2
            # Below zero are lines that the block quotation around has judged already.
            if count >= 0 and _matches(enders[character], state, line):
                break
        line += 1
    return line, 0


def _matches(rules: tuple[Any, ...], state: StateBlock, line: int) -> bool:
    for rule in rules:  # noqa: SIM110 (quicker)
        if rule(state, line, state.lineMax, True):
            return True
    return False


def _is_underline(text: str) -> bool:
    return not text.lstrip(text[0]).strip(" \t")


def _push(state: StateBlock, first: int, last: int, content: str, level: int) -> None:
    name, tag = ("heading", f"h{level}") if level else ("paragraph", "p")
    markup = "" if not level else "=" if level == 1 else "-"
    token = state.push(f"{name}_open", tag, 1)
    token.markup, token.map = markup, [first, state.line]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [first, last], []
    token = state.push(f"{name}_close", tag, -1)
    token.markup = markup
