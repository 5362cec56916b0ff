"""The SQL that the switches of a list stand for, over the collected evidence."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.domain.ids import SourceId
from simulator.domain.lists import ListSpec, cleared_by_logs
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.exercise.room.desk.sourceline import table_of
from simulator.exercise.room.desk.terms import terms_of
from simulator.world.identifiers import mrn


def sql_of(spec: ListSpec, state: State, playbook: Playbook) -> str:
    """The query over the collected evidence that counts the same people by state."""
    parts = scoped(spec, state, playbook)
    if not parts:
        return "-- None of the chosen sources shows anybody for this scope."
    known = state.people
    merged = spec.merges and known.merged_into is not None
    drops = []
    if spec.drop_tests and known.tests is not None:
        drops.append("p.mrn NOT IN (SELECT mrn FROM ehr_merge_table WHERE is_test = 1)")
    if not spec.keep_deceased and known.deceased is not None:
        drops.append("p.mrn NOT IN (SELECT mrn FROM ehr_residence_report WHERE deceased = 1)")
    lines = [
        "WITH in_scope AS (",
        "\n  UNION ALL\n".join(parts),
        "), person AS (",
        f"  SELECT DISTINCT {'coalesce(m.surviving_mrn, s.mrn)' if merged else 's.mrn'} AS mrn FROM in_scope s",
        *(["  LEFT JOIN ehr_merge_table m ON m.mrn = s.mrn AND m.surviving_mrn IS NOT NULL"] if merged else []),
        "  WHERE s.mrn IS NOT NULL",
        ")",
        "SELECT coalesce(w.state, 'unknown') AS state, count(*) AS people FROM person p",
        f"LEFT JOIN ({_whereabouts(spec, state, playbook)}) w ON w.mrn = p.mrn",
        *([f"WHERE {' AND '.join(drops)}"] if drops else []),
        "GROUP BY 1 ORDER BY 1",
    ]
    return "\n".join(_with_register_names(line, state, playbook) for line in lines)


def scoped(spec: ListSpec, state: State, playbook: Playbook) -> list[str]:
    """One SELECT for each chosen and pulled source that can show somebody for this scope."""
    kinds = [SourceKind.READS, SourceKind.COUNTS]
    if spec.scope == "presumed":
        kinds.append(SourceKind.CONTENT)
    chosen = [key for key in spec.sources if key in state.pulled and playbook.sources[key].kind in kinds]
    found = ((key, terms_of(playbook.sources[key])) for key in chosen)
    return [
        f"  SELECT {terms.message} AS message, mrn FROM {terms.table}\n  WHERE {terms.scoped}"
        + _labelled(spec, state, key)
        + (_less_cleared(spec, state, key) if playbook.sources[key].kind is SourceKind.CONTENT else "")
        for key, terms in found
        if terms is not None
    ]


def _labelled(spec: ListSpec, state: State, key: SourceId) -> str:
    """The condition that leaves out the rows under labels that do not count."""
    there = [label for label in spec.without if label in state.shown[key].who]
    return f" AND who NOT IN ({_listed(there)})" if there else ""


def _less_cleared(spec: ListSpec, state: State, key: SourceId) -> str:
    """The condition that leaves out whom logs clear: by name, for it takes all logs together; the shorter list."""
    shown = state.shown[key]
    cleared = cleared_by_logs(state.shown[one] for one in spec.sources if one in state.shown)
    gone = shown.held & (cleared | shown.untouched)
    if not gone:
        return ""
    rest = shown.held - gone
    word, those = ("IN", rest) if len(rest) < len(gone) else ("NOT IN", gone)
    return f"\n  AND mrn {word} ({_listed(map(mrn, sorted(those)))})"


def _listed(texts: Iterable[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)


def _whereabouts(spec: ListSpec, state: State, playbook: Playbook) -> str:
    if spec.by == "residence" and state.people.residence is not None:
        return "SELECT DISTINCT mrn, state FROM ehr_residence_report"
    pulled = [(playbook.sources[key].kind, terms_of(playbook.sources[key])) for key in state.pulled]
    return " UNION ".join(
        f"SELECT mrn, clinic_state AS state FROM {terms.table}"
        + ("" if kind is SourceKind.COUNTS else f" WHERE {terms.scoped}")
        for kind, terms in pulled
        if terms is not None
    )


def _with_register_names(line: str, state: State, playbook: Playbook) -> str:
    """The registers under the names that this scenario gives them."""
    for kind, name in ((SourceKind.MERGES, "ehr_merge_table"), (SourceKind.ADDRESSES, "ehr_residence_report")):
        for key in state.pulled:
            if playbook.sources[key].kind is kind:
                line = line.replace(name, table_of(key))
    return line
