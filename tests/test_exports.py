"""What the package offers is pinned, sorted and imported only when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import stdml
from stdml import formats
from stdml.errors import UnknownFormat

NAMES = [
    "Diagnostic", "Document", "InputError", "StdmlError", "check", "convert", "dump", "dumps", "load",
    "loads", "render",
]  # fmt: skip


def test_names() -> None:
    assert stdml.__all__ == sorted(stdml.__all__) == NAMES
    for name in NAMES:
        assert getattr(stdml, name) is not None
    assert set(NAMES) <= set(dir(stdml))
    with pytest.raises(AttributeError):
        _ = stdml.nothing  # type: ignore[attr-defined]


def test_model_names_are_sorted_and_there() -> None:
    from stdml import model

    assert [name for name in model.__all__ if not hasattr(model, name)] == []


def test_importing_the_package_is_cheap() -> None:
    code = "import stdml, sys; print([m for m in ('pydantic', 'lxml', 'stdml.model') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_looking_up_a_format_imports_no_other() -> None:
    code = (
        "import sys; from stdml import formats\n"
        "formats.get('markdown'); formats.for_path('x.md')\n"
        "found = [m for m in sys.modules if m.startswith('stdml.formats.') and '._' not in m]\n"
        "print([m for m in found if '.markdown' not in m])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "markdown"),
        ("A.MD", "markdown"),
        ("a.stdml.xml", "xml"),
        ("b/a.stdml.json", "json"),
        ("a.html", "html"),
    ],
)
def test_the_ending_of_a_name_decides(path: str, name: str) -> None:
    if name not in formats.names():
        pytest.skip(f"the format {name} is not there")
    assert formats.for_path(path).name == name


def test_every_format_is_found_by_its_name_and_its_endings() -> None:
    for form in formats.all_formats():
        assert formats.get(form.name) is form
        assert formats.for_path("x" + form.suffixes[0]) is form


def test_unknown_formats() -> None:
    for call in (
        lambda: formats.get("nothing"),
        lambda: formats.for_path("x.nothing"),
        lambda: formats.for_path("x"),
    ):
        with pytest.raises(UnknownFormat):
            call()


def test_round_trip_through_the_public_functions(tmp_path) -> None:  # type: ignore[no-untyped-def]
    document = stdml.loads("# Scope\n\nThe gap shall be 1 m.\n")
    path = tmp_path / "x.md"
    assert stdml.dump(document, path) == []
    assert stdml.load(path) == document
    assert stdml.check(path) == stdml.load(path).diagnostics == []
