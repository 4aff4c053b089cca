"""The parser of the dialect: markdown-it-py with positions for inline tokens and the dialect's own rules."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from stdml.formats.markdown.syntax import (
    attribute_lines,
    containers,
    display_math,
    inline_rules,
    paragraphs,
    tables,
)
from stdml.formats.markdown.syntax.starts import BLOCKS, INLINES, RulesByStart, dispatch_chains
from stdml.model.base import MAX_DEPTH

BLOCK_LEVELS = 2 * MAX_DEPTH + 4
"""Block tokens may be nested this deep, as a field of a node may take a container of its own; deeper lines
are kept as
they are."""

SKIPPED_LEVELS = MAX_DEPTH
"""Brackets may be nested this deep in the text of a link; what is nested deeper is no link."""


class SpanState(StateInline):
    """Inline state that notes the offsets of every token in `meta["span"]`."""

    pending_start = 0

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["span"] = (self.pending_start, self.pending_start + len(token.content))
        return token


# A closing bracket starts nothing, but link labels are looked through for it one character at a time.
_WORDS = re.compile(f"[^{re.escape(''.join(INLINES.values()))}\\]]+")


class SpanInline(ParserInline):
    """The inline parser with positions; it tries only the rules that go by the character at hand."""

    starts: RulesByStart[Any]

    def tokenize(self, state: StateInline) -> None:
        starts, src, tokens = self.starts, state.src, state.tokens
        end, pos = state.posMax, state.pos
        while pos < end:
            if not (state._pending or state._pending_buffer):
                state.pending_start = pos  # type: ignore[attr-defined]
            words = _WORDS.match(src, pos, end)
            if words is not None:
                state.append_pending(words.group())
                state.pos = pos = words.end()
                continue
            before = len(tokens)
            for rule in starts[src[pos]]:
                if rule(state, False):
                    if len(tokens) > before:
                        _note_spans(tokens, before, pos, state.pos)
                    break
            else:
                state.append_pending(src[pos])
                state.pos = pos + 1
            pos = state.pos
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        pos, cache = state.pos, state.cache
        if pos in cache:
            state.pos = cache[pos]
            return
        words = _WORDS.match(state.src, pos, state.posMax)
        if words is not None:
            state.pos = words.end()
        elif state.level >= SKIPPED_LEVELS:
            state.pos = state.posMax
        elif not self._skip_by_rule(state):
            state.pos = pos + 1
        cache[pos] = state.pos

    def _skip_by_rule(self, state: StateInline) -> bool:
        for rule in self.starts[state.src[state.pos]]:
            # What is nested in a skipped token counts one level more, as in markdown-it.
            state.level += 1
            matched = rule(state, True)
            state.level -= 1
            if matched:
                return True
        return False

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = SpanState(src, md, env, tokens)
        self.tokenize(state)
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens


def _note_spans(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Give the tokens that one rule pushed their offsets; a run of delimiters is one token a character or
    two.
    """
    at = start
    for token in tokens[first:]:
        meta = token.meta
        if "span" not in meta:
            if token.markup == "autolink":
                at = start + 1
            if token.type == "text":
                meta["span"] = (at, at + len(token.content))
                at += len(token.content)
            else:
                meta["span"] = (start, end)


class DepthBlock(ParserBlock):
    """The block parser: it keeps what is nested too deep, and tries only rules that go by the character."""

    starts: RulesByStart[Any]

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        if state.level < BLOCK_LEVELS:
            self._tokenize(state, startLine, endLine)
            return
        line = state.skipEmptyLines(startLine)
        if line < endLine and state.sCount[line] >= state.blkIndent:
            last = line
            while last < endLine and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
                last += 1
            token = state.push("overflow", "", 0)
            token.content = state.getLines(line, last, state.blkIndent, False)
            token.map = [line, last]
            state.line = last

    def _tokenize(self, state: StateBlock, line: int, end: int) -> None:
        """As in markdown-it; `tight` says whether no empty line came before the last block."""
        src, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
        everything = self.ruler.getRules("")
        blank = False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                break
            indented = state.sCount[line] - state.blkIndent >= 4
            for rule in everything if indented else self.starts[src[begins[line] + shifts[line]]]:
                if rule(state, line, end, False):
                    break
            state.tight = not blank
            line = state.line
            # A paragraph may have taken the empty line after it, in lists.
            if line - 1 < end and state.isEmpty(line - 1):
                blank = True
            if line < end and begins[line] + shifts[line] >= ends[line]:
                blank = True
                line += 1
                state.line = line


@cache
def parser() -> MarkdownIt:
    """Return the parser of the dialect; it keeps no state between documents."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 10_000})
    md.block, md.inline = DepthBlock(), SpanInline()
    md.block.ruler.disable(["table"])
    footnote_plugin(md, inline=False, move_to_end=False)
    md.inline.ruler2.disable(["fragments_join"])
    md.inline.ruler.disable(["linkify"])
    # An address stays as it was written, whatever its scheme; writers decide what is safe to follow.
    md.normalizeLink = str  # type: ignore[method-assign, assignment]
    md.validateLink = bool  # type: ignore[method-assign, assignment]
    for syntax in (attribute_lines, containers, display_math, tables, inline_rules, paragraphs):
        syntax.register(md)
    dispatch_chains(md.block.ruler)
    md.block.starts = RulesByStart(md.block.ruler, "", BLOCKS)
    md.inline.starts = RulesByStart(md.inline.ruler, "", INLINES)
    return md
