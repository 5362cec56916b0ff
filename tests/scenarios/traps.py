"""The traps that the dossiers tell of, as data: what a team does instead of what the reference does.

Source of each: domain.md 5, under the scenario's injects, wrong answers and decision points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from simulator.domain import decisions as d
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.time import MINUTE, Seconds
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import play_unread
from simulator.scenario.runbook import Step, Trigger
from tests.scenarios.acts import branched

Part = Literal["exposure", "care", "duty", "notice", "evidence", "effort"]
EARLY = 20 * MINUTE
"""When a team falls into a trap that a first message sets. Assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """The reference of a scenario with `takes` ordered at a time, `leaves` left out, its list and answers changed.

    `looks`: the sign, or the source, that seems to say that it worked; empty: by the team's own clocks the letters went
    in time. It costs at least `points` of a hundred, and `part` pays for it.
    """

    slug: str
    name: str
    part: Part
    points: float
    looks: str = ""
    takes: tuple[str, ...] = ()
    at: Seconds = EARLY
    leaves: tuple[str, ...] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.slug}-{self.name}"


def order(playbook: Playbook, name: str, at: Seconds, target: str | None = None) -> Step:
    """An action at a time, with the second role that it needs."""
    action = playbook.actions[ActionId(name)]
    second = next((seat for seat in action.authority.second if seat != action.owner), None)
    decision = d.TakeAction(seat=ROOM, action=action.id, target=target, second=second)
    return Step(trigger=Trigger(at=at), decision=decision, why="", dissent="", place="trap")


def steps_of(trap: Trap) -> tuple[Step, ...]:
    """The decisions of the reference as the team in the trap takes them."""
    playbook = branched(trap.slug)
    reference = find_runbook(playbook, "reference")
    taken = [
        order(playbook, name, trap.at, target)
        for name in trap.takes
        for target in playbook.actions[ActionId(name)].targets or (None,)
    ]
    kept = [_changed(step, trap) for step in reference.steps if not _left(step, trap)]
    return (*taken, *kept)


def _left(step: Step, trap: Trap) -> bool:
    return isinstance(step.decision, d.TakeAction) and step.decision.action in trap.leaves


def _changed(step: Step, trap: Trap) -> Step:
    decision = step.decision
    if isinstance(decision, d.BuildList) and trap.counts:
        needs = tuple(dict.fromkeys((*step.trigger.pulled, *trap.counts.get("sources", ()))))
        spec = replace(decision.spec, **trap.counts)
        return replace(step, decision=replace(decision, spec=spec), trigger=replace(step.trigger, pulled=needs))
    if isinstance(decision, d.AnswerInject) and decision.inject in trap.answers:
        return replace(step, decision=replace(decision, option=trap.answers[decision.inject]))
    return step


def fall(trap: Trap) -> Outcome:
    """The exercise of a team in that trap, on the published seed; nobody reads its rows."""
    playbook = branched(trap.slug)
    reference = find_runbook(playbook, "reference")
    return outcome(play_unread(playbook, replace(reference, steps=steps_of(trap)), playbook.seed))


S1, S2, S3, S4 = "leaky-sync-queue", "bypassed-mfa-override", "vendor-delay", "leavers-report"
S5, S6, S7, S8 = "helpful-stack-trace", "watch-again", "prep-page", "under-suit"
TRAPS = (
    Trap(slug=S1, name="purge", part="duty", points=15, looks="depth-normal", takes=("purge-queue",)),
    Trap(slug=S1, name="restart", part="evidence", points=1, looks="depth-normal", takes=("restart-integration-host",)),
    Trap(slug=S1, name="reset-passwords", part="care", points=2, looks="passwords-new", takes=("org-password-reset",)),
    Trap(
        slug=S1, name="freeze-the-user", part="care", points=10, looks="user-frozen", takes=("freeze-integration-user",)
    ),
    Trap(
        slug=S1,
        name="what-the-log-shows",
        part="duty",
        points=15,
        counts={"scope": "narrow", "sources": ("bucket-access-log",)},
    ),
    Trap(slug=S1, name="forget-the-dead", part="duty", points=5, counts={"keep_deceased": False}),
    Trap(slug=S1, name="pay", part="notice", points=1, answers={"extortion-mail": "pay"}),
    Trap(
        slug=S2,
        name="reset-passwords",
        part="care",
        points=15,
        looks="dashboard-green",
        takes=("org-password-reset",),
        leaves=("kill-sessions", "expire-temporary-code", "block-connected-app"),
    ),
    Trap(
        slug=S2,
        name="shut-the-rule-alone",
        part="evidence",
        points=15,
        looks="rule-off",
        leaves=("kill-sessions", "expire-temporary-code", "block-connected-app"),
    ),
    Trap(slug=S2, name="break-glass-off", part="care", points=0.5, looks="glass-quiet", takes=("disable-break-glass",)),
    Trap(slug=S2, name="uninstall", part="notice", points=60, looks="app-gone", takes=("uninstall-connected-app",)),
    Trap(slug=S2, name="charts-alone", part="duty", points=3, counts={"sources": ("ehr-access-log",)}),
    Trap(
        slug=S3,
        name="reset-passwords",
        part="exposure",
        points=20,
        looks="passwords-new",
        takes=("org-password-reset",),
        leaves=("restrict-addresses", "revoke-refresh-tokens", "block-connected-app"),
    ),
    Trap(
        slug=S3,
        name="revoke-the-token",
        part="exposure",
        points=15,
        looks="token-gone",
        takes=("revoke-access-token",),
        leaves=("restrict-addresses", "revoke-refresh-tokens", "block-connected-app"),
    ),
    Trap(
        slug=S3, name="freeze-the-user", part="care", points=10, looks="user-frozen", takes=("freeze-integration-user",)
    ),
    Trap(slug=S3, name="reload", part="notice", points=35, looks="tables-clean", takes=("reload-tables",)),
    Trap(slug=S3, name="the-vendors-first-list", part="duty", points=10, counts={"sources": ("preliminary-list",)}),
    Trap(slug=S3, name="wait-for-the-last-list", part="notice", points=20, counts={"sources": ("final-list",)}),
    Trap(slug=S4, name="delete-the-report", part="notice", points=60, looks="report-gone", takes=("delete-report",)),
    Trap(slug=S4, name="run-it-again", part="notice", points=60, looks="report-today", takes=("rerun-report",)),
    Trap(
        slug=S4, name="wipe-the-laptop", part="evidence", points=2, looks="clean-machine", takes=("wipe-laptop",), at=60
    ),
    Trap(slug=S5, name="drop-the-index", part="notice", points=35, looks="index-clean", takes=("drop-error-index",)),
    Trap(
        slug=S5,
        name="mute",
        part="duty",
        points=20,
        looks="alerts-quiet",
        takes=("lower-log-level",),
        leaves=("gateway-redaction", "minimal-payload"),
    ),
    Trap(slug=S5, name="webhook-off", part="care", points=4, takes=("disable-webhook",)),
    Trap(
        slug=S5,
        name="the-snapshot-alone",
        part="notice",
        points=35,
        counts={"scope": "narrow", "sources": ("page-views",)},
    ),
    Trap(
        slug=S5,
        name="all-that-pulsewire-had",
        part="notice",
        points=12,
        counts={"sources": ("webhook-log", "error-index")},
    ),
    Trap(slug=S6, name="delete-everything", part="notice", points=60, looks="page-empty", takes=("delete-recordings",)),
    Trap(
        slug=S6,
        name="passcodes",
        part="care",
        points=2,
        looks="passcodes-on",
        takes=("add-passcodes",),
        leaves=("expire-links",),
    ),
    Trap(
        slug=S6,
        name="delete-the-activities",
        part="care",
        points=1,
        looks="activities-gone",
        takes=("mass-delete-activities",),
    ),
    Trap(slug=S6, name="those-who-were-seen", part="notice", points=45, counts={"scope": "narrow"}),
    Trap(slug=S6, name="everybody", part="notice", points=0.7, counts={"sources": ("recording-inventory",)}),
    Trap(
        slug=S7,
        name="field-security",
        part="notice",
        points=60,
        looks="scanner-content",
        takes=("field-security-patch",),
        leaves=("take-page-offline", "patch-page"),
    ),
    Trap(
        slug=S7,
        name="one-address",
        part="notice",
        points=60,
        looks="address-silent",
        takes=("block-one-address",),
        leaves=("take-page-offline", "patch-page"),
    ),
    Trap(slug=S7, name="overlay", part="care", points=12, looks="scan-quiet", takes=("accessibility-overlay",)),
    Trap(slug=S7, name="whole-portal", part="care", points=1, takes=("take-portal-offline",)),
    Trap(slug=S7, name="the-scraper-alone", part="duty", points=8, counts={"sources": ("page-replay",)}),
    Trap(slug=S8, name="rush-encryption", part="care", points=15, looks="encryption-green", takes=("rush-encryption",)),
    Trap(slug=S8, name="delete-the-folder", part="evidence", points=2, looks="folder-empty", takes=("delete-objects",)),
    Trap(
        slug=S8,
        name="archives-are-secured",
        part="notice",
        points=20,
        counts={"without": ("claims-out-keyed", "claims-out-archives")},
    ),
    Trap(slug=S8, name="nothing-is-secured", part="notice", points=35, counts={"without": ()}),
    Trap(slug=S8, name="tls-tonight", part="care", points=12, takes=("enforce-tls-floor",)),
)
