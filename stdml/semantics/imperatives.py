"""Imperatives: the instructions of test procedures (GB/T 1.1—2020, Annex C; ISO/IEC Directives 2, 7.6)."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model.structure import Clause, Document
from stdml.model.walk import plain_text
from stdml.text.modals import find

_procedure = re.compile(
    r"(?:试验|检验|测试|检测|测定|测量|分析|操作|实验|校准|检定|取样|采样)?(?:步骤|程序|过程)\Z"
    r"|\b(?:test(?:ing)?|sampling|measurement|analysis|operating)? ?procedures?\Z", re.IGNORECASE,
)  # fmt: skip
_tests = re.compile(
    r"试验|测定|检测|测试|检验|取样|采样|制备|步骤|测量|校准|\b(?:test|measure|sampl|prepar|procedure"
    r"|calibrat)",
    re.IGNORECASE,
)


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    text = (files("stdml.semantics") / "data" / "imperatives.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    chinese = "|".join(sorted(data["zh"], key=len, reverse=True))
    english = "|".join(sorted(data["en"], key=len, reverse=True))
    return {
        "zh": re.compile(
            rf"(?:[^，。；]{{0,24}}?(?:后|时|下|前|中)[，,])?(?:然后|再|先|随后|最后|并|重新|立即|分别"
            rf"|准确|小心|缓慢)*(?:{chinese})"
        ),
        "en": re.compile(
            rf"(?:(?:Then|Next|Finally|Carefully|Immediately|First),? )?(?:{english})\b(?! of\b)",
            re.IGNORECASE,
        ),
    }


def has_procedure(section: Any, document: Document) -> bool:
    """Whether a clause holds a test procedure: by its title, or as one on tests in a test method."""
    if not isinstance(section, Clause) or section.type not in ("clause", "annex"):
        return False
    title = plain_text(section.title).strip()
    if _procedure.search(title):
        return True
    return document.metadata.kind == "test-method" and bool(_tests.search(title))


def is_imperative(sentence: str) -> bool:
    """Whether a sentence is an instruction: it starts with a verb, and holds no verbal form.

    >>> [is_imperative(words) for words in ("将试样置于托架上。", "Record the reading.", "试样是干的。")]
    [True, True, False]
    """
    words = sentence.strip()
    language = "en" if words[:1].isascii() else "zh"
    return _verbs()[language].match(words) is not None and not find(words, language)
