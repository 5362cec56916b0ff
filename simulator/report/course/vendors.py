"""What vendors had promised, and when they did it: a table of section 11."""

from __future__ import annotations

from simulator.domain.time import HOUR, Seconds
from simulator.report.material import Material
from simulator.report.model import Row, Table
from simulator.report.text import plain


def vendor_tables(material: Material) -> tuple[Table, ...]:
    """Each answer with what was promised; none where no vendor was asked or came forward."""
    if not material.truth.replies and not material.truth.asked:
        return ()
    rows = [
        Row(
            cells=(
                material.playbook.vendors[one.fact.vendor].title,
                "by itself" if one.fact.asked is None else material.when(one.fact.asked),
                _hours(one.fact.promised, one.fact.asked),
                _hours(one.at, one.fact.asked),
                f"{one.fact.waited / HOUR:.1f}" if one.fact.waited else "",
                plain(one.fact.text),
            ),
            refs=(one.number,),
        )
        for one in material.truth.replies
    ]
    answered = {one.fact.vendor for one in material.truth.replies if one.fact.asked is not None}
    silent = {one.fact.vendor: one for one in material.truth.asked if one.fact.vendor not in answered}
    rows += [
        Row(
            cells=(
                material.playbook.vendors[key].title,
                material.when(one.at),
                _hours(one.fact.promised, one.at),
                "never",
                "",
                "",
            ),
            refs=(one.number,),
        )
        for key, one in silent.items()
    ]
    columns = ("Vendor", "Asked", "Promised within (h)", "Answered after (h)", "Of it for its own vendor (h)", "Answer")
    return (Table(caption="Vendors: promised and actual", columns=columns, rows=tuple(rows), numeric=(2, 3, 4)),)


def _hours(until: Seconds | None, since: Seconds | None) -> str:
    """Hours between two moments, where both are known."""
    return "" if until is None or since is None else f"{(until - since) / HOUR:.1f}"
