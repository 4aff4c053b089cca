"""Checking a document with everything there is: what its reader said, the rules, and what it demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdml.diagnostics import Diagnostic, Finding
from stdml.model import Parameter, Provision, Requirement, plain_text
from stdml.model.walk import walk
from stdml.text import modals

if TYPE_CHECKING:
    from stdml.model import Document
    from stdml.rules.profiles import Setting

MISMATCH = Finding(
    "STD-P001", "text-model-mismatch", "error",
    "标注的{facet}是“{stated}”，而文字说的是“{understood}”",
    "{facet} is stated as {stated!r}, but the words say {understood!r}",
)  # fmt: skip
FINDINGS = (MISMATCH,)

_FACETS = {
    "modality": "条款类型", "polarity": "肯定或否定", "op": "关系", "unit": "单位", "value": "值",
    "lower": "下限", "upper": "上限", "nominal": "标称值", "tol_plus": "上偏差", "tol_minus": "下偏差",
}  # fmt: skip


def check(document: Document, profile: str | None = None, setting: Setting | None = None) -> list[Diagnostic]:
    """Return what is wrong with a document, in the order of the text.

    Args:
        document: the document; it is not changed
        profile: the name of a profile of rules; the default follows the document
        setting: what differs from the profile
    """
    from stdml import rules

    return rules.check(document, profile, known=known_names, setting=setting, others=mismatches(document))


def known_names() -> list[str]:
    """Return the names and codes of everything that is found by no rule."""
    from stdml import formats

    return [word for found in (*formats.findings(), *FINDINGS) for word in (found.name, found.code)]


def mismatches(document: Document) -> list[Diagnostic]:
    """Return where what an author stated of a provision or parameter differs from the author's words."""
    if not any(_may_differ(node) for node in walk(document)):
        return []
    from stdml.semantics import congruence

    return [_mismatch(document, drift.node, drift.facet, drift.stated, drift.understood)
            for drift in congruence(document)]  # fmt: skip


_VALUES = ("op", "unit", "written_unit", "value", "lower", "upper", "nominal", "tol_plus", "tol_minus")


def _may_differ(node: object) -> bool:
    """Whether somebody stated what the words say too: reading a whole document for meaning takes a while."""
    match node:
        case Parameter():
            return any(getattr(node, name) is not None for name in _VALUES)
        case Requirement():
            return node.modality is not None or node.polarity is not None
        case Provision():
            # One that was understood bears the verbal form of its words, and what that means.
            form = node.strength
            understood = form is not None and modals.meaning(form) == (node.modality, node.polarity)
            return node.modality is not None and not (understood and str(form) in plain_text(node))
    return False


def _mismatch(document: Document, node: object, facet: str, stated: str, understood: str) -> Diagnostic:
    from stdml.text.labels import document_language

    language = document_language(document)
    name = _FACETS.get(facet, facet) if language.startswith("zh") else facet
    words = MISMATCH.message(language, {"facet": name, "stated": stated, "understood": understood})
    source = getattr(document, "source", None)
    found = Diagnostic(MISMATCH.code, MISMATCH.name, MISMATCH.severity, words)
    if source is None or not hasattr(node, "span"):
        return found
    return Diagnostic(
        MISMATCH.code, MISMATCH.name, MISMATCH.severity, words, source.path, source.position(document, node),
        span=node.span,
    )  # fmt: skip
