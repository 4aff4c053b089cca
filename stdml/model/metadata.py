"""What stands on the cover of a standard, and what its record holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

from stdml.model.base import VERBATIM_PATTERN, Key, Line

ExtraText = Annotated[str, Field(pattern=VERBATIM_PATTERN)]
ExtraValue = TypeAliasType("ExtraValue", "ExtraText | list[ExtraValue] | dict[Line, ExtraValue]")
"""A value under an unknown key: text, a list of values or a map of values, as YAML has them."""


KEPT_KEYS = frozenset(("oscal", "reqif", "sts", "front-matter"))
"""Keys of `Metadata.extra` under which readers keep what only their format has, or what was unreadable."""


class Adoption(BaseModel):
    """An adopted document and how closely it is followed (GB/T 1.2—2020).

    Attributes:
        identifier: the number of the adopted document
        degree: IDT, MOD or NEQ
    """

    model_config = ConfigDict(extra="forbid")

    identifier: Line
    degree: Line | None = None


class Metadata(BaseModel):
    """The metadata of a standard. Every value is text as its author wrote it.

    Attributes:
        identifier: its numbers; a standard published jointly has one in each series
        title: language → one to three elements (introductory, main, complementary)
        language: the language of the text
        level: international, regional, national, industry, local, group, enterprise
        kind: by object or content: terminology, specification, test-method …
        nature: mandatory, recommended, guidance
        stage: preliminary, proposal, drafting … withdrawn
        issued: the date of publication
        effective: the date from which it applies
        ics: codes of the International Classification for Standards
        ccs: codes of the Chinese Classification for Standards
        plan: numbers of the plan it was drafted under
        record: record numbers (备案号)
        issuer: the bodies that issue it
        proposer: the bodies that proposed it
        committee: the bodies it is under the jurisdiction of (归口)
        drafted_by: the organizations that drafted it
        drafters: the persons that drafted it
        replaces: what it replaces
        replaced_by: what it is replaced by
        adopts: what it adopts
        series: the title or number of the series it belongs to
        part: the number of the part it is
        patents: statements about patents
        copyright: the holder of the rights
        editions: editions in other languages, as language or number
        history: earlier editions
        profile: the profile of drafting rules it follows
        extra: keys that the model does not know, kept as they are
    """

    model_config = ConfigDict(extra="forbid")

    identifier: list[Line] = Field(default_factory=list)
    title: dict[Key, Annotated[list[Line], Field(min_length=1)]] = Field(default_factory=dict)
    language: Key | None = None
    level: Line | None = None
    kind: Line | None = None
    nature: Line | None = None
    stage: Line | None = None
    issued: Line | None = None
    effective: Line | None = None
    ics: list[Line] = Field(default_factory=list)
    ccs: list[Line] = Field(default_factory=list)
    plan: list[Line] = Field(default_factory=list)
    record: list[Line] = Field(default_factory=list)
    issuer: list[Line] = Field(default_factory=list)
    proposer: list[Line] = Field(default_factory=list)
    committee: list[Line] = Field(default_factory=list)
    drafted_by: list[Line] = Field(default_factory=list)
    drafters: list[Line] = Field(default_factory=list)
    replaces: list[Line] = Field(default_factory=list)
    replaced_by: list[Line] = Field(default_factory=list)
    adopts: list[Adoption] = Field(default_factory=list)
    series: Line | None = None
    part: Line | None = None
    patents: list[Line] = Field(default_factory=list)
    copyright: Line | None = None
    editions: list[Line] = Field(default_factory=list)
    history: list[Line] = Field(default_factory=list)
    profile: Line | None = None
    extra: dict[Line, ExtraValue] = Field(default_factory=dict)
