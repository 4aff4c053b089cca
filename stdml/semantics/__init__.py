"""What a standard demands: provisions found in the text, their parameters, conformity and comparison."""

from __future__ import annotations

import importlib
from typing import Any

# Name → module, imported when it is asked for: reading a document needs none of this.
_NAMES = {
    "Demand": "records",
    "Drift": "drifts",
    "Indicator": "records",
    "congruence": "drifts",
    "requirements": "provisions",
}

__all__ = ["Demand", "Drift", "Indicator", "congruence", "requirements"]


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"stdml.semantics.{_NAMES[name]}"), name)
