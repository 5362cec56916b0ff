"""Failure cards as authors write them: a small whole leak in nouns, and what is known about its pattern."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from simulator.authored import Authored, PlainText, Slug
from simulator.domain import failures as domain
from simulator.scenario.written.actions import BoundAction
from simulator.scenario.written.names import ActionRef, IndicatorRef, Three
from simulator.scenario.written.nouns import (
    Built,
    Flow,
    Grant,
    Indicator,
    Pool,
    Reader,
    Service,
    Store,
)
from simulator.scenario.written.sources import Source
from simulator.scenario.written.vendors import Vendor


class Placebo(Built):
    """An action that looks as if it helped, and the reassuring indicator that says so."""

    into = domain.Placebo
    action: ActionRef
    looks: IndicatorRef
    why: PlainText


class Remedy(Built):
    """A remediation project that closes the pattern; weeks as three numbers."""

    into = domain.Remedy
    item: Slug
    weeks: Three


class CardNouns(Authored):
    """The leak itself, in the sections of scenario.yaml; a scenario that names the card may override any of it."""

    pools: Mapping[Slug, Pool] = {}
    stores: Mapping[Slug, Store] = {}
    flows: Mapping[Slug, Flow] = {}
    grants: Mapping[Slug, Grant] = {}
    readers: Mapping[Slug, Reader] = {}
    services: Mapping[Slug, Service] = {}
    sources: Mapping[Slug, Source] = {}
    indicators: Mapping[Slug, Indicator] = {}
    vendors: Mapping[Slug, Vendor] = {}
    actions: tuple[BoundAction, ...] = ()


class FailureCard(Built):
    """One failure pattern. `contains` together lower `measure`; each `placebo` alone does not."""

    into = domain.Failure
    code: Annotated[str, Field(pattern=r"^F\d\d$")]
    title: PlainText
    seed: PlainText
    mechanism: PlainText
    visible_to: PlainText
    detected_by: tuple[IndicatorRef, ...] = Field(min_length=1)
    measure: domain.Measure
    contains: tuple[ActionRef, ...] = Field(min_length=1)
    placebo: tuple[Placebo, ...] = Field(min_length=1)
    side_effect: PlainText
    remediation: tuple[Remedy, ...] = Field(min_length=1)
    cfr: tuple[Annotated[str, Field(pattern=r"^(part \d+|\d+\.\d+(\(\w+\))*)$")], ...] = ()
    attack: tuple[Annotated[str, Field(pattern=r"^T\d{4}(\.\d{3})?$")], ...] = ()
    cwe: tuple[int, ...] = ()
    cases: tuple[Slug, ...] = ()
    source: PlainText
    nouns: CardNouns
