"""What must be kept, and until when (45 CFR 164.414(b), 164.530(j)(2))."""

from __future__ import annotations

from datetime import date

from simulator.law.facts import Hold
from simulator.law.records import papers
from tests.law.incidents import incident, notice


def test_each_paper_is_kept_six_years_from_its_own_day() -> None:
    """Determination, hold and notice each have a last day of their own; a leap day ends on 1 March."""
    kept = papers(
        incident(
            date(2024, 2, 20),
            {"TX": 3},
            as_of=date(2024, 4, 1),
            determined=date(2024, 2, 29),
            holds=(Hold(stated=date(2024, 3, 1), form="oral"),),
            notices=(notice("individual", date(2024, 3, 20)),),
        )
    )
    until = {paper.what.split(":")[0].split(",")[0]: paper.until for paper in kept}
    assert until["the determination"] == date(2030, 3, 1)
    assert until["the law-enforcement delay"] == date(2030, 3, 1)
    assert until["the notice to individual"] == date(2030, 3, 20)
    assert [paper.made for paper in kept] == sorted(paper.made for paper in kept)


def test_a_notice_of_tomorrow_is_no_proof_today() -> None:
    """What has not been sent yet cannot be kept."""
    facts = incident(date(2026, 1, 1), {"TX": 3}, notices=(notice("individual", date(2026, 1, 9)),))
    assert all("notice" not in paper.what for paper in papers(facts))
