"""What every written runbook comes to on its scenario's published seed, and how it is written down.

`python -m tests.scenarios.goldens SLUG` plays them and writes `scenarios/SLUG/expected/*.json`; read the difference
before it is committed (scenarios/README.md).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from simulator.scenario.load import find_scenarios, load_playbook, scenario_folder
from tests.scenarios.acts import played

SCENARIOS = tuple(folder.name for folder in find_scenarios())
WRITTEN = tuple((slug, name) for slug in SCENARIOS for name in sorted(load_playbook(slug).runbooks))
"""Every scenario with every runbook that a file was written for."""


def golden(slug: str, runbook: str) -> dict[str, object]:
    """What is kept of a run: its digest, the sets of people, its duties and its score."""
    ended = played(slug, runbook, load_playbook(slug).seed)
    return {
        "journal_digest": ended.journal.digest,
        "facts": len(ended.journal),
        "score": None if ended.score.total is None else round(ended.score.total, 1),
        "read_at_start": dict(ended.read_at_start.by_state),
        "read": dict(ended.read.by_state),
        "notifiable": dict(ended.notifiable.by_state),
        "listed": dict(ended.listed.by_state),
        "duties": {one.id: [str(one.status), str(one.due), str(one.done)] for one in ended.duties if one.required},
    }


def expected(slug: str, runbook: str) -> Path:
    """Where the golden of a runbook lies."""
    return scenario_folder(slug) / "expected" / f"{runbook}.json"


def write(slug: str) -> tuple[Path, ...]:
    """Write the goldens of a scenario, and remove those of runbooks that are no more."""
    files = tuple(expected(slug, name) for name in sorted(load_playbook(slug).runbooks))
    folder = scenario_folder(slug) / "expected"
    folder.mkdir(exist_ok=True)
    for path in files:
        path.write_text(
            json.dumps(golden(slug, path.stem), indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
        )
    for path in set(folder.glob("*.json")) - set(files):
        path.unlink()
    return files


if __name__ == "__main__":
    for wanted in sys.argv[1:] or SCENARIOS:
        for written in write(wanted):
            sys.stdout.write(f"{written}\n")
