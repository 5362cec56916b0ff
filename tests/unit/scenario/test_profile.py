"""An organisation's profile: what it changes, what it may not say, and that a save carries it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.ids import SeatId, SourceId
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY
from simulator.errors import ScenarioError
from simulator.exercise.play import Exercise
from simulator.exercise.saves.read import read_save
from simulator.exercise.saves.save import write_save
from simulator.exercise.saves.verify import header_of, playbook_of, save_of, verify
from simulator.scenario.layering.tailoring import Tailoring, tailoring
from simulator.scenario.load import load_playbook
from tests.unit.scenario.scenes import S1

ORG = """\
entity: Lakeview Clinics
states: {TX: 0.4, NY: 0.3, CA: 0.2, FL: 0.1}
licences: []
seats:
  privacy-officer: {title: Chief privacy officer, staff: 1, reach_day: 0.5}
systems:
  identity: {keep: 7d}
  crm: {keep: 1d}
sources:
  elf-rest-api: {keep: 2d}
  crm-event-log: {keep: 3d}
  bucket-access-log: {since: }
vendors:
  lumen-analytics: {title: Lumen, notice_hours: 24}
phones:
  Help desk: "555-0101"
"""


def tailored(text: str) -> Playbook:
    """The first scenario under this profile."""
    return load_playbook(S1, Tailoring(profile=text, path=Path("org.yaml")))


def test_a_profile_lies_over_a_scenario() -> None:
    """Names, people, logs and contracts are the organisation's; the rest is the scenario's."""
    plain, ours = load_playbook(S1), tailored(ORG)
    officer = ours.seats[SeatId("privacy-officer")]
    assert (officer.title, officer.staff, officer.reach_day, officer.reach_evening) == (
        "Chief privacy officer",
        1,
        0.5,
        0.3,
    )
    assert (ours.entity, plain.entity) == ("Lakeview Clinics", "Northbank Health Partners")
    assert ours.world.states == (("TX", 0.4), ("NY", 0.3), ("CA", 0.2), ("FL", 0.1))
    assert ours.vendors["lumen-analytics"].contract.notice_hours == 24
    assert ours.sources[SourceId("bucket-access-log")].since is None
    assert ours.injects == plain.injects
    assert "- Help desk: 555-0101" in ours.briefing


def test_the_narrowest_name_of_a_log_wins() -> None:
    """A system is every source of its cards, a card every source that uses it, an id the one."""
    ours = tailored(ORG)
    kept = {name: ours.sources[SourceId(name)].keep for name in ("idp-log", "login-history", "crm-event-log")}
    assert kept == {"idp-log": 7 * DAY, "login-history": DAY, "crm-event-log": 3 * DAY}
    by_card = tailored("sources: {elf-rest-api: {keep: 2d}}")
    assert by_card.sources[SourceId("crm-event-log")].keep == 2 * DAY


FAULTS = (
    ("entity: X\nentitee: Y\n", "2:1", 'Did you mean "entity"'),
    ("seats: {privacy-oficer: {staff: 1}}\n", "1:9", 'Did you mean "privacy-officer"'),
    ("seats: {privacy-officer: {staff: 0}}\n", "1:34", "at least 1"),
    ("vendors: {lumen-analytic: {agent: true}}\n", "1:11", 'Did you mean "lumen-analytics"'),
    ("sources: {bucket-acces-log: {keep: 1d}}\n", "1:11", 'Did you mean "bucket-access-log"'),
    ("systems: {identitee: {keep: 1d}}\n", "1:11", 'Did you mean "identity"'),
    ("systems: {identity: {keep: long}}\n", "1:28", "a duration"),
    ("states: {TX: 2}\n", "1:14", "at most 1"),
    ("seats: {privacy-officer: {card: [Secret]}}\n", "1:27", "unknown key"),
    ("vendors: {lumen-analytics: {notice_hours: soon}}\n", "1:43", "a whole number"),
    ("states: {TX: 0.5, OH: 0.5}\n", "1:9", "expected NY among the world's states"),
    ("licences: [", "", "not YAML"),
)


@pytest.mark.parametrize(("text", "place", "expected"), FAULTS, ids=[text[:30] for text, _, _ in FAULTS])
def test_an_unknown_part_of_a_profile_is_bad_input(text: str, place: str, expected: str) -> None:
    """Each is told with its place in the profile, and with what was meant."""
    with pytest.raises(ScenarioError) as caught:
        tailored(text)
    assert f"org.yaml:{place}" in str(caught.value)
    assert expected in str(caught.value)


def test_a_profile_may_name_what_other_scenarios_have() -> None:
    """One profile serves every scenario: a card that this one does not use is known, and changes nothing here."""
    ours = tailored("sources: {billing-job-log: {keep: 1d}}\n")
    assert ours.sources == load_playbook(S1).sources


def test_a_save_carries_its_profile(tmp_path: Path) -> None:
    """The file may be gone: the save replays, and knows what it was played with."""
    file = tmp_path / "org.yaml"
    file.write_text(ORG, encoding="utf-8", newline="\r\n")
    playbook = load_playbook(S1, tailoring(profile=file))
    file.unlink()
    exercise = Exercise(playbook, 1)
    exercise.advance(DAY)
    path = tmp_path / "one.drill"
    write_save(path, save_of(exercise, header_of(playbook, seed=1, seat="room", mode="assisted", created="now")))
    save = read_save(path)
    assert save.header.profile == ORG
    assert playbook_of(save.header) is playbook
    verify(save, playbook_of(save.header))


def test_the_profile_of_the_guide_is_laid_over_the_first_scenario() -> None:
    """What docs/profiles.md shows can be used as it stands."""
    guide = (Path(__file__).parents[3] / "docs/profiles.md").read_text(encoding="utf-8")
    profile = guide.partition("```yaml\n")[2].partition("```")[0]
    playbook = load_playbook(S1, Tailoring(profile=profile))
    assert playbook.entity == "Lakeview Clinics"
    assert playbook.seats[SeatId("privacy-officer")].title == "Chief privacy officer"
    assert playbook.sources[SourceId("bucket-access-log")].since is None
