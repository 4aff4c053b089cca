"""Doing one thing with many files: in several processes where that is worth it, with a bar on a terminal."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from stdml import files
from stdml.language import say

T = TypeVar("T")

# A process takes about 0.4 s to start, in which one reads and checks some 400 KB of Markdown.
_WORTH = 1_000_000


def run(jobs: Sequence[Callable[[], T]], paths: Sequence[str]) -> list[T]:
    """Return what the jobs return, in their order.

    Args:
        jobs: one for each file; they must be picklable
        paths: the files, which decide whether processes are worth their start
    """
    results = _parallel(jobs) if _worthwhile(paths) else (job() for job in jobs)
    with _progress(len(jobs)) as step:
        found = []
        for result in results:
            found.append(result)
            step()
    return found


def _worthwhile(paths: Sequence[str]) -> bool:
    if len(paths) < 2 or files.STANDARD in paths or (os.cpu_count() or 1) < 2:
        return False
    sizes = []
    for path in paths:
        with contextlib.suppress(OSError, ValueError):
            sizes.append(os.path.getsize(path))
    return sum(sizes) >= _WORTH


def _parallel(jobs: Sequence[Callable[[], T]]) -> Iterator[T]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    workers = min(os.cpu_count() or 1, len(jobs))
    size = max(1, min(50, len(jobs) // (workers * 4)))
    context = get_context("spawn")
    stop = context.Event()
    with ProcessPoolExecutor(workers, context, initializer=_started, initargs=(stop,)) as pool:
        with _undisturbed():
            results = pool.map(_call, jobs, chunksize=size)
        try:
            yield from results
        finally:
            # After Ctrl-C each process ends the file it is at, so that none is left half-written.
            stop.set()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let processes that start meanwhile ignore Ctrl-C, on which each of them would print where it was."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_stop: Any = None
"""In a worker process: set when nothing more is wanted."""


def _started(stop: Any) -> None:
    global _stop
    _stop = stop


def _call(job: Callable[[], T]) -> T:
    if _stop is not None and _stop.is_set():
        raise InterruptedError
    return job()


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    import click

    with click.progressbar(length=total, label=say("处理中", "working"), file=sys.stderr) as bar:
        yield lambda: bar.update(1)
