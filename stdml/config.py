"""What a project says once for all its documents: `stdml.toml`, or `[tool.stdml]` in `pyproject.toml`.

The file that is nearest to a document, in its folder or above, counts; of two in one folder `stdml.toml`.
"""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stdml import files
from stdml.errors import InputError
from stdml.rules.profiles import Setting

NAME, SHARED = "stdml.toml", "pyproject.toml"


class Config(BaseModel):
    """The settings of a project.

    Attributes:
        profile: the name of a profile, or a TOML file beside this one; the default follows each document
        fail_on: the severity from which `stdml check` exits with status 1
        exclude: files left out when a folder is checked, as patterns relative to the folder of this file
        baseline: a file with findings of old that are not reported again
        rules: what differs from the profile: select, ignore, severity, options
        folder: the folder of this file
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )

    profile: str | None = None
    fail_on: Literal["error", "warning"] | None = None
    exclude: tuple[str, ...] = ()
    baseline: str | None = None
    rules: Setting = Field(default_factory=Setting)
    folder: Path = Field(default=Path(), exclude=True)

    def beside(self, name: str) -> str:
        """Return the path of a file that is named relative to the configuration."""
        return str(self.folder / name)

    @property
    def profile_path(self) -> str | None:
        """The profile, a file of one with its path."""
        if self.profile is not None and self.profile.endswith(".toml"):
            return self.beside(self.profile)
        return self.profile

    def excludes(self, path: str) -> bool:
        """Whether a file is left out when its folder is checked."""
        try:
            inner = Path(path).resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return False
        return any(
            fnmatch(inner, pattern) or inner.startswith(pattern.rstrip("/") + "/") for pattern in self.exclude
        )


NONE = Config()


def for_file(path: str) -> Config:
    """Return the settings that hold for a document; for standard input those of the current folder.

    Raises:
        InputError: the configuration cannot be read, or says something that nothing knows
    """
    folder = Path.cwd() if path == files.STANDARD else Path(path).resolve().parent
    return _nearest(folder)


@cache
def _nearest(folder: Path) -> Config:
    for above in (folder, *folder.parents):
        for name in (NAME, SHARED):
            if (above / name).is_file() and (found := _read(above / name)) is not None:
                return found
    return NONE


def _read(path: Path) -> Config | None:
    """Return the settings in a file; None where `pyproject.toml` has none."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.name == SHARED:
            # Another tool's file, and perhaps nothing in it is meant for this one.
            return None
        raise InputError(f"{path}: {error}") from error
    if path.name == SHARED:
        tool = data.get("tool")
        own = tool.get("stdml") if isinstance(tool, dict) else None
        if own is None:
            return None
        data = own
    try:
        return Config.model_validate({**data, "folder": path.parent})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: {where}: {first['msg']}") from error
