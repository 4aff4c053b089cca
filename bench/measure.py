"""Measuring side by side: contenders take turns, so that a busy machine slows all of them alike."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

Work = Callable[[], object]


def interleave(contenders: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Return the median CPU seconds of each contender over `rounds` rounds in which they take turns.

    Every contender runs once before the clock starts, so that imports and caches are paid for.
    """
    for work in contenders.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            times[name].append(_cpu_seconds(work))
    return {name: median(found) for name, found in times.items()}


def _cpu_seconds(work: Work) -> float:
    gc.collect()
    start = process_time()
    result = work()
    spent = process_time() - start
    del result
    return spent


@dataclass(frozen=True, slots=True)
class Child:
    """What a child process cost.

    Attributes:
        seconds: user and system CPU time, its own children included
        megabytes: the largest resident set
    """

    seconds: float
    megabytes: float


# A process inherits the high-water mark of the one that started it, so a large parent would hide what a child
# needs. This small one stands between them and reports.
_LAUNCHER = """
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def run_child(command: Sequence[str]) -> Child:
    """Run a command to its end and return what it cost; raise CalledProcessError where it fails."""
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    done = subprocess.run(launcher, capture_output=True, text=True, check=True)
    code, seconds, size = done.stdout.split()
    if code != "0":
        raise subprocess.CalledProcessError(int(code), list(command), stderr=done.stderr)
    return Child(float(seconds), int(size) * _RSS_UNIT / 1e6)


# ru_maxrss counts kilobytes on Linux and bytes on macOS.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def interleave_children(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Child]:
    """Run commands in turns; return for each the median CPU time and the largest memory.

    The first round is not counted: it fills the caches of files and of compiled modules.
    """
    found: dict[str, list[Child]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            cost = run_child(command)
            if turn:
                found[name].append(cost)
    return {
        name: Child(median(c.seconds for c in costs), max(c.megabytes for c in costs))
        for name, costs in found.items()
    }
