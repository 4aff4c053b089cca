"""Profiles: which rules apply, how grave they are and with what options; data, one TOML file each."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stdml.errors import InputError, UnknownProfile
from stdml.language import say

if TYPE_CHECKING:
    from stdml.model import Document, Metadata
    from stdml.rules.base import Rule

Level = Literal["error", "warning", "info", "off"]

# ISO 1234, ISO/IEC 1234-5, ISO/TS 1234, IEC TR 1234: documents under the ISO/IEC Directives.
_international = re.compile(
    r"^(?:ISO|IEC)(?:[/ ](?:IEC|ISO|IEEE|TS|TR|PAS|DIS|FDIS|CD|WD|IWA|Guide))*[ /]", re.I
)


class Setting(BaseModel):
    """What a profile says of some documents only; see `Profile` for the meaning of the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    select: list[str] = Field(default_factory=list)
    ignore: list[str] = Field(default_factory=list)
    severity: dict[str, Level] = Field(default_factory=dict)
    options: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Profile(Setting):
    """A profile.

    Attributes:
        name: its name, as in `--profile`
        title: what it is, by language
        extends: profiles whose settings it takes over
        select: what it applies: names, codes, tags of rules, or rule books that rules rest on
        ignore: what it leaves out of that
        severity: rule, code or tag → severity, "off" for none; the more exact one counts
        options: rule → its options
        when: "level=enterprise", "kind=guide|process" or another key and value of the metadata → what differs
            for such documents; several conditions are joined by " and "
        lineage: its name and the names of all that it extends
    """

    name: str
    title: dict[str, str] = Field(default_factory=dict)
    extends: list[str] = Field(default_factory=list)
    when: dict[str, Setting] = Field(default_factory=dict)
    lineage: tuple[str, ...] = ()

    def suited(self, metadata: Metadata) -> Profile:
        """Return the profile as it is for a document with these metadata."""
        found = self
        for condition, setting in self.when.items():
            if _holds(condition, metadata):
                found = found.with_setting(setting)
        return found

    def with_setting(self, setting: Setting) -> Profile:
        """Return the profile with what a setting says more."""
        merged: dict[str, Any] = {name: getattr(self, name) for name in Setting.model_fields}
        _merge(merged, setting)
        return self.model_copy(update=merged)

    def level(self, rule: type[Rule]) -> Level:
        """Return how grave a finding of `rule` is under this profile; "off" where it does not apply."""
        exact, groups = {rule.name, rule.code, *rule.aliases}, {*rule.tags, *rule.basis}
        if not (exact | groups).intersection(self.select) or exact.intersection(self.ignore):
            return "off"
        if rule.preview and not exact.intersection(self.select):
            return "off"
        # A rule that is selected by its own name stays, though one of its groups is left out.
        if groups.intersection(self.ignore) and not exact.intersection(self.select):
            return "off"
        return _first(self.severity, exact) or _first(self.severity, groups) or rule.severity

    def options_of(self, rule: type[Rule]) -> Any:
        """Return the options of `rule` under this profile; raise InputError where they do not fit it."""
        try:
            return rule.Options.model_validate(self.options.get(rule.name, {}))
        except ValidationError as error:
            raise InputError(f"profile {self.name}: {rule.name}: {error.errors()[0]['msg']}") from error


def _holds(condition: str, metadata: Metadata) -> bool:
    """Whether all parts of a condition such as "level=group and kind=product" are true of a document."""
    for part in condition.split(" and "):
        key, _, wanted = part.strip().partition("=")
        if getattr(metadata, key, None) not in wanted.split("|"):
            return False
    return True


def _first(settings: dict[str, Level], keys: Iterable[str]) -> Level | None:
    return next((settings[key] for key in sorted(keys) if key in settings), None)


def profile_names() -> list[str]:
    """Return the names of the profiles of this package."""
    found = (Path(item.name) for item in files(__name__).iterdir())
    return sorted(path.stem for path in found if path.suffix == ".toml")


@cache
def load_profile(name: str) -> Profile:
    """Return a profile, by name or from a TOML file, with all it extends; or raise UnknownProfile."""
    return _load(name, ())


def _load(name: str, above: tuple[str, ...]) -> Profile:
    if name in above:
        raise InputError(f"profile {name}: extends itself")
    own = _read(name)
    merged: dict[str, Any] = {"select": [], "ignore": [], "severity": {}, "options": {}, "when": {}}
    lineage = [own.name]
    for base in (_load(other, (*above, name)) for other in own.extends):
        lineage.extend(base.lineage)
        _merge(merged, base)
        merged["when"] = {**merged["when"], **base.when}
    _merge(merged, own)
    merged["when"] = {**merged["when"], **own.when}
    return own.model_copy(update={**merged, "lineage": tuple(dict.fromkeys(lineage))})


def _merge(merged: dict[str, Any], profile: Profile | Setting) -> None:
    # What a profile selects by name is no longer left out because a profile below it said so.
    merged["ignore"] = [key for key in merged["ignore"] if key not in profile.select] + profile.ignore
    merged["select"] = merged["select"] + profile.select
    merged["severity"] = {**merged["severity"], **profile.severity}
    for rule, options in profile.options.items():
        merged["options"][rule] = {**merged["options"].get(rule, {}), **options}


def _read(name: str) -> Profile:
    if name.endswith(".toml"):
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnknownProfile(f"{name}: {error}") from error
    elif name in profile_names():
        text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    else:
        raise UnknownProfile(_unknown(name))
    try:
        return Profile.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InputError(f"profile {name}: {error}") from error


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, profile_names(), 1)
    known = near[0] if near else ", ".join(profile_names())
    return say(
        "没有名为“{name}”的配置；可用：{known}",
        "no profile is called {name!r}; try {known}",
        name=name,
        known=known,
    )


def for_document(document: Document, language: str) -> str:
    """Return the name of the profile that suits a document.

    It is the one its metadata name, else the Directives for an international document, GB/T 1.1 for a Chinese
    one that has a number or a level, and none for any other text.
    """
    metadata = document.metadata
    if metadata.profile:
        return metadata.profile
    if metadata.level == "international" or any(map(_international.match, metadata.identifier)):
        return "iso-directives-2"
    if language.startswith("zh") and (metadata.identifier or metadata.level):
        return "gbt-1.1"
    return "none"
