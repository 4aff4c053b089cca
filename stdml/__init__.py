"""STDML: standards in one model with three spellings, Markdown, XML and JSON.

>>> import stdml
>>> document = stdml.loads("# Scope\\n\\nText.\\n")
>>> stdml.loads(stdml.dumps(document, "xml"), "xml") == document
True
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stdml.app import check, convert, dump, dumps, load, loads, render
    from stdml.diagnostics import Diagnostic
    from stdml.errors import InputError, StdmlError
    from stdml.model import Document

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "Document",
    "InputError",
    "StdmlError",
    "check",
    "convert",
    "dump",
    "dumps",
    "load",
    "loads",
    "render",
]

# Where each name comes from; it is imported when it is first asked for, so that `stdml --help` is quick.
_HOMES = {
    "Diagnostic": "stdml.diagnostics",
    "Document": "stdml.model",
    "InputError": "stdml.errors",
    "StdmlError": "stdml.errors",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES.get(name, "stdml.app")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
