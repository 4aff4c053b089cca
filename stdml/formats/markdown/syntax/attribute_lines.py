"""A line of attributes alone: `{#id .class}` before a block."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from stdml.formats.markdown.attributes import parse_marks


def register(md: MarkdownIt) -> None:
    """Add the rule to the parser."""
    md.block.ruler.before("fence", "attribute_line", attribute_line)


def attribute_line(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Match a line that holds nothing but attributes; `{}` is allowed and separates two lists."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start : start + 1] != "{" or state.is_code_block(startLine):
        return False
    line = state.src[start : state.eMarks[startLine]].rstrip()
    parsed = parse_marks(line)
    if parsed is None or parsed[1] != len(line):
        return False
    if not silent:
        token = state.push("attribute_line", "", 0)
        token.meta["marks"] = parsed[0]
        token.content = line
        token.map = [startLine, startLine + 1]
        state.line = startLine + 1
    return True
