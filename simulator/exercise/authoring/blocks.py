"""The parts of a skeleton that follow from the states: who lives where, who may have to be told, and by which steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simulator.law.load import load_rulebook

FIRST_STATE = 560
"""People of the first state: above the 500 of 45 CFR 164.406(a), so that its media must hear."""
OTHERS = 380
"""People of all other states together: together with the first below the thousand of most states' bureaus. Assumed."""
_FLAGS = {"merged": 8, "deceased": 4, "bad_address": 14}
"""People of the first state who decide notices. Ten bad addresses ask for substitute notice (164.404(d)(2))."""
_FLAGS_ELSEWHERE = {"merged": 3, "bad_address": 2}
_AWAY, _TESTS = 2, 9
_SPARE_DAYS = 2
_OWN_ACTION = {"individual": "individual-letters", "hhs": "hhs-report", "substitute": "substitute-notice"}
_TITLES = {
    "individual": "Affected individuals, by letter",
    "substitute": "Individuals whom letters cannot reach, by substitute notice",
    "hhs": "Secretary of HHS",
    "cra": "Consumer reporting agencies, for every state",
}


def audiences_of(states: Sequence[str]) -> tuple[str, ...]:
    """Every audience that the rulebook may ask for in these states, the federal ones first."""
    heard = (choice[0] for choice in load_rulebook().heard_in(states))
    return tuple(dict.fromkeys(["individual", "substitute", "hhs", *heard]))


def title_of(audience: str) -> str:
    """An audience in words."""
    if audience in _TITLES:
        return _TITLES[audience]
    first, _, second = audience.partition(".")
    if first == "media":
        return f"Prominent media serving {second.upper()}"
    if second == "ag":
        return f"Attorney General of {first.upper()}"
    return f"{first.upper()}, {second.replace('_', ' ')}"


def audience_lines(audiences: Iterable[str]) -> str:
    """The section of the audiences."""
    return "\n".join(f"  {one}: {title_of(one)}" for one in audiences)


def cohort_lines(states: Sequence[str]) -> str:
    """Who is sampled: residents of each state, with the kinds of people that decide notices."""
    lines = []
    for index, state in enumerate(states):
        people = FIRST_STATE if index == 0 else OTHERS // (len(states) - 1)
        flags = _FLAGS_ELSEWHERE if index else _FLAGS
        away = _AWAY if index == 1 else 0
        lines.append(_cohort(people - away - sum(flags.values()), state, state))
        lines += [_cohort(number, state, state, flag) for flag, number in flags.items()]
        lines += [_cohort(away, state, states[0])] if away else []
    return "\n".join([*lines, _cohort(_TESTS, states[0], states[0], "test")])


def _cohort(people: int, residence: str, clinic: str, flag: str = "") -> str:
    flagged = f", {flag}: true" if flag else ""
    return f"      - {{people: {people}, residence: {residence}, clinic: {clinic}{flagged}}}"


def world_states(states: Sequence[str]) -> str:
    """The shares of the world's states: the first has the most, and all add up to 1."""
    other = 40 // max(len(states) - 1, 1)
    shares = [100 - other * (len(states) - 1), *[other] * (len(states) - 1)]
    return "{" + ", ".join(f"{state}: {share / 100:g}" for state, share in zip(states, shares, strict=True)) + "}"


def state_actions(audiences: Sequence[str]) -> str:
    """The actions that prepare notices to media, offices and bureaus."""
    media = [one for one in audiences if one.startswith("media.")]
    offices = [one for one in audiences if one not in _OWN_ACTION and one not in media]
    actions = {"media-notice": media, "regulator-notices": offices}
    return "\n".join(
        f"  - use: {action}\n    targets: [{', '.join(those)}]\n    effects:\n{effects(those)}"
        for action, those in actions.items()
        if those
    )


def effects(audiences: Iterable[str]) -> str:
    """Notices prepared to all of these."""
    return "\n".join(f"      - {{do: prepare-notice, audience: {one}}}" for one in audiences)


def letter(breach_from: str, discovered: str, kinds: str) -> str:
    """What a notice says (45 CFR 164.404(c)(1)), under a release."""
    return "\n".join(
        [
            "    letter:",
            f"      breach_from: {breach_from}",
            f"      discovered: {discovered}",
            f"      kinds: [{kinds}]",
            "      steps: true",
            "      doing: true",
            '      contact: "1-800-555-0142, letters@health.example.org"',
        ]
    )


def first_notices(owed: Iterable[str], words: str) -> str:
    """The steps of a team that tells everybody at once, as soon as letters are printed."""
    steps = []
    for audience in owed:
        if audience != "individual":  # whose letters are ordered long before: printing takes a week
            steps.append(_prepare(audience, "after: determine-breach"))
        both = ", ".join(dict.fromkeys(["individual", audience]))
        steps.append(_release(audience, f"when: {{prepared: [{both}]}}\n    wait: 2h", words))
    return "\n".join(steps)


def late_notices(owed: Mapping[str, int], words: str, *, prepared: int, released: int, in_time: bool) -> str:
    """The steps of a team that prepares and releases on these days of play; `in_time`: two days before it is due."""
    steps = []
    for audience, due in owed.items():
        day = min(released, due - _SPARE_DAYS) if in_time else released
        steps.append(_prepare(audience, f"after: determine-breach\n    at: {min(prepared, day // 2)}d"))
        steps.append(_release(audience, f"when: {{prepared: {audience}}}\n    at: {day}d", words))
    return "\n".join(steps)


def _prepare(audience: str, trigger: str) -> str:
    others = "media-notice" if audience.startswith("media.") else "regulator-notices"
    if audience in _OWN_ACTION:
        return f"  - do: {_OWN_ACTION[audience]}\n    {trigger}"
    return f"  - do: {others}\n    target: {audience}\n    {trigger}"


def _release(audience: str, trigger: str, words: str) -> str:
    return f"  - do: release-notice\n    audience: {audience}\n    after: freeze-list\n    {trigger}\n{words}"
