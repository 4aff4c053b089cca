"""draft-as-reference (STD-L015)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, FootnoteReference, ReferenceEntry, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.references._entries import LISTS, Entry
from stdml.text.patterns import lazy

_body = r"(?<![\w/])(?P<body>ISO/IEC|ISO|IEC)(?:/(?:TS|TR|PAS))?[/ ]"
_early = lazy(
    _body + r"(?P<stage>PWI|NWIP|NP|AWI|WD|CD)(?:[ /](?:TS|TR|PAS|Guide))?\s?(?P<number>\d{1,6}[\d-]*)"
)
_late = lazy(
    _body + r"(?P<stage>DIS|FDIS|CDV|DTS|DTR|DPAS|PRF)(?:[ /](?:TS|TR|PAS|Guide))?\s?"
    r"(?P<number>\d{1,6}(?:-\d{1,4}){0,4})"
    r"(?P<year>[:—–-](?:19|20)\d\d)?"
)
_UNDER_PREPARATION = "underpreparation.stageatthetimeofpublication"


class DraftAsReference(Rule):
    """A draft of ISO or IEC that is cited before it may be, or in another form than drafts have.

    ## What it does
    Finds normative references to drafts below the enquiry stage (WD, CD), drafts of later stages that are
    cited with their stage (ISO/DIS 1234:2014), and references to ISO 1234:— whose footnote does not state the
    stage.

    ## Why is this bad?
    ISO/IEC Directives 2, 10.2: a draft below the enquiry stage may change beyond recognition or be dropped.
    10.5: the number of a later draft carries a dash for the year, and a footnote states its stage, so that
    the reference stays right when the draft is published.

    ## Example
    ```md
    # Bibliography

    [1] ISO/DIS 1234:2014, *Pumps — Noise*
    ```

    ## Use instead
    ```md
    # Bibliography

    [1] ISO 1234:—[^stage], *Pumps — Noise*

    [^stage]: Under preparation. Stage at the time of publication: ISO/DIS 1234:2014.
    ```
    """

    code, name, severity, tags = "STD-L015", "draft-as-reference", "error", ("references",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 10.2, 10.5"}
    rows = ("ISO-REF-06", "ISO-REF-10")
    on = (Clause, Prose)
    types = LISTS
    needs = frozenset(("DIS", "FDIS", "CDV", "DTS", "DTR", "DPAS", "PRF"))
    message = {
        "zh": "草案“{word}”写为“{words}”，并在脚注中说明所处阶段",
        "en": "cite the draft {word!r} as {words!r}, and give its stage in a footnote",
    }
    variants = {
        "early": {
            "zh": "“{word}”未到征询意见阶段，不能作为规范性引用文件",
            "en": "{word!r} has not reached the enquiry stage and cannot be a normative reference",
        },
        "footnote": {
            "zh": "“{word}”缺少脚注“Under preparation. Stage at the time of publication: …”",
            "en": "{word!r} lacks the footnote “Under preparation. Stage at the time of publication: …”",
        },
    }

    def check(self, node: Clause | Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Prose):
            yield from _in_text(node, ctx)
            return
        for entry in ctx.facts.cited.entries:
            if entry.clause is not node:
                continue
            if entry.normative and (found := _early.match(entry.text)):
                yield ctx.report(entry.prose, entry.within, variant="early", word=found.group())
            elif found := _late.match(entry.text):
                words = f"{found['body']} {found['number']}:—"
                yield ctx.report(entry.prose, entry.within, word=found.group(), words=words)
            elif entry.number and entry.number.year == "—" and not _has_stage(entry, ctx):
                yield ctx.report(entry.prose, entry.within, variant="footnote", word=entry.number.text)


def _in_text(prose: Prose, ctx: Context) -> Iterator[Report]:
    """Yield the drafts that the text cites by their stage and no list names."""
    element = ctx.element
    if isinstance(prose.owner, ReferenceEntry) or prose.field == "title":
        return
    if element is not None and element.type in (*LISTS, "foreword", "introduction"):
        return
    for found in _late.finditer(prose.unquoted):
        # One that is listed is reported where it is listed.
        listed = any(found["number"] in entry.text for entry in ctx.facts.cited.entries)
        if found["year"] and not listed:
            words = f"{found['body']} {found['number']}:—"
            yield ctx.report(prose, found.span(), word=found.group(), words=words)


def _has_stage(entry: Entry, ctx: Context) -> bool:
    for _, _, mark in entry.prose.of(FootnoteReference):
        for note in ctx.facts.footnotes.get(mark.target, ()):
            if "".join(plain_text(note).split()).lower().startswith(_UNDER_PREPARATION):
                return True
    return False
