"""Doing one thing with many files: in several processes where that is worth it, with a bar on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

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
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_call, jobs, chunksize=size)


def _call(job: Callable[[], T]) -> T:
    return job()


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    import click

    with click.progressbar(length=total, label=say("处理中", "working"), file=sys.stderr) as bar:
        yield lambda: bar.update(1)
