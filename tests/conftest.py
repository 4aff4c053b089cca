"""Hypothesis profiles: a few hundred examples by default; STDML_EXAMPLES raises or lowers the number.

A usual run tries the same examples each time, so that it tells what a change broke; a long run
(STDML_EXAMPLES above 200) looks for new ones.
"""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("STDML_EXAMPLES", "200"))

settings.register_profile(
    "stdml",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("stdml")


def examples(share: float) -> Callable[[Any], Any]:
    """Return settings with a share of the usual number of examples, for tests that are slow or quick."""
    return settings(settings.get_profile("stdml"), max_examples=max(1, int(EXAMPLES * share)))
