"""Response actions as authors write them: a library entry says what it is, a scenario binds what it touches."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from simulator.authored import Authored, PlainText, Slug
from simulator.domain import actions as domain
from simulator.scenario.written.names import ActionRef, Amount, LibraryRef, SeatRef, Share, TargetRef, Three
from simulator.scenario.written.nouns import Built
from simulator.scenario.written.verbs import Effect


class Authority(Built):
    """Who may take an action, and who must agree too."""

    into = domain.Authority
    seats: tuple[SeatRef, ...] = Field(min_length=1)
    second: tuple[SeatRef, ...] = ()


class LibraryAction(Authored):
    """What an action is, wherever it is used. Hours elapsed as three numbers, staff-hours, US dollars.

    `outcome` is what comes back when the work is done, where something does; `keywords` are what people say for it.
    `evidence` says what it does to evidence. `share` makes it a project: it takes that share of one person, and
    nobody's chair. A `change` goes live when its order says: its targets are `change-window` and `at-once`. `choices`
    are targets of its own, with their titles.
    """

    code: str
    title: PlainText
    owner: SeatRef
    authority: Authority
    hours: Three
    staff_hours: Amount
    dollars: Amount = 0.0
    after: tuple[ActionRef, ...] = ()
    irreversible: bool = False
    repeatable: bool = False
    flag: domain.Flag | None = None
    csf: str
    help: PlainText
    risk: PlainText
    outcome: PlainText = ""
    keywords: tuple[str, ...] = ()
    share: Share = 0.0
    change: bool = False
    choices: Mapping[Slug, PlainText] = {}
    evidence: domain.Evidence = "neutral"


class LibraryFile(Authored):
    """One file of the action library: all its actions are of one kind."""

    kind: domain.ActionKind
    actions: Mapping[Slug, LibraryAction]


class OwnAction(LibraryAction):
    """An action that the library does not have: what it is, and what it is for."""

    kind: domain.ActionKind


class BoundAction(Authored):
    """A library action in this scenario: what `target` may name, what it does and what comes back here.

    `own` says what it is where the library has none of that name.
    """

    use: LibraryRef
    own: OwnAction | None = None
    targets: tuple[TargetRef, ...] = ()
    effects: tuple[Effect, ...] = ()
    outcome: PlainText | None = None
