"""The Markdown parser of the dialect: markdown-it-py with positions for inline tokens and the dialect's own rules."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from stdml.formats.markdown.syntax import attribute_lines, containers, display_math, inline_rules, tables

BLOCK_LEVELS = 60
"""Block tokens may be nested this deep; deeper lines are kept as they are."""


class SpanState(StateInline):
    """Inline state that notes the offsets of every token in `meta["span"]`."""

    pending_start = 0

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["span"] = (self.pending_start, self.pending_start + len(token.content))
        return token


class SpanInline(ParserInline):
    """The inline parser with positions."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        nesting = state.md.options["maxNesting"]
        tokens = state.tokens
        end = state.posMax
        while state.pos < end:
            pos = state.pos
            if not (state._pending or state._pending_buffer):
                state.pending_start = pos  # type: ignore[attr-defined]
            before = len(tokens)
            matched = False
            if state.level < nesting:
                for rule in rules:
                    matched = rule(state, False)
                    if matched:
                        break
            if not matched:
                state.append_pending(state.src[pos])
                state.pos += 1
            elif len(tokens) > before:
                _note_spans(tokens, before, pos, state.pos)
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = SpanState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _note_spans(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Give the tokens that one rule pushed their offsets; a run of delimiters is one token a character or two."""
    at = start
    for token in tokens[first:]:
        meta = token.meta
        if "span" not in meta:
            if token.type == "text":
                meta["span"] = (at, at + len(token.content))
                at += len(token.content)
            else:
                meta["span"] = (start, end)


class DepthBlock(ParserBlock):
    """The block parser, which keeps what is nested too deep instead of dropping it."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        if state.level < BLOCK_LEVELS:
            super().tokenize(state, startLine, endLine)
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
    md.normalizeLink = str  # type: ignore[method-assign]
    md.validateLink = bool  # type: ignore[method-assign]
    for syntax in (attribute_lines, containers, display_math, tables, inline_rules):
        syntax.register(md)
    return md
