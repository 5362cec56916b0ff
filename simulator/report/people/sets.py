"""Section 8: the three sets of people (read, notifiable, listed) by state, and how each came to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.domain import facts as f
from simulator.domain.ids import RecordId
from simulator.domain.lists import ListSpec
from simulator.domain.state import Dated
from simulator.law.people import by_residence
from simulator.report.describe import left_out
from simulator.report.material import Material
from simulator.report.model import Heading, Line, Paragraph, Row, Section, Table
from simulator.report.people.estimates import estimates
from simulator.report.people.graded import four_numbers, grades
from simulator.report.people.growth import growth_table, people_figure
from simulator.report.text import counts, many, share
from simulator.scoring.grading import grade
from simulator.scoring.seen import seen


def people_section(material: Material) -> Section:
    """The section."""
    return Section(
        id="people",
        number="8",
        title="Affected individuals",
        blocks=(
            Paragraph(
                lines=(
                    Line(text="Read: people whose unsecured records were in fact read (truth)."),
                    Line(
                        text="Notifiable: people for whom the best evidence still obtainable in this run cannot show a "
                        "low probability of compromise (45 CFR 164.402(2)); the set grows when evidence is lost."
                    ),
                    Line(text="Listed: the team's own list that notices went by, else its newest version."),
                )
            ),
            _by_state(material),
            Paragraph(lines=(_precision(material),)),
            _elements(material),
            *four_numbers(material),
            *grades(material),
            Heading(text="List versions"),
            _versions(material),
            Heading(text="How the sets grew"),
            people_figure(material),
            growth_table(material),
            *estimates(material),
        ),
    )


def precision_recall(material: Material) -> tuple[int, int, int]:
    """People both listed and notifiable, lines that should not be there, and people missed."""
    compared = grade(material.truth.chosen_list, material.notifiable, material.people)
    return compared.right, compared.wrong, compared.missed


def _by_state(material: Material) -> Table:
    chosen = material.truth.chosen_list
    sets = [
        by_residence(material.read, material.people),
        by_residence(material.notifiable, material.people),
        dict(chosen.by_state) if chosen else {},
    ]
    states = sorted({state for one in sets for state in one})
    rows = [
        Row(
            cells=(state, *(f"{one.get(state, 0):,}" for one in sets), *_flags(material, state)),
            refs=(*material.truth_refs, *material.list_refs) or material.end_refs,
        )
        for state in states
    ]
    totals = (material.read, material.notifiable, material.listed)
    rows.append(
        Row(
            cells=("All", *(f"{len(people):,}" for people in totals), *_flags(material, None)),
            refs=(*material.truth_refs, *material.list_refs) or material.end_refs,
        )
    )
    return Table(
        caption="Three sets of people, by state of residence",
        columns=("State", "Read", "Notifiable", "Listed", "Minors", "Deceased", "Bad address", "Media flag"),
        rows=tuple(rows),
        numeric=(1, 2, 3, 4, 5, 6),
    )


def _elements(material: Material) -> Table:
    rows = tuple(
        Row(
            cells=(
                one.element,
                *("; ".join(words) or "-" for words in (one.identifiers, one.content)),
                f"{one.people:,}",
            ),
            refs=one.refs,
        )
        for one in seen(material.truth.reads, material.people, material.playbook.flows)
    )
    return Table(
        caption="What was seen: identifiers of 45 CFR 164.514(b)(2) and other content, by element (truth)",
        columns=("Element", "Identifiers", "Other protected content", "People at most"),
        rows=rows,
        numeric=(3,),
        empty="Nobody read an unsecured record.",
    )


def _flags(material: Material, state: str | None) -> tuple[str, str, str, str]:
    """Of the notifiable people: minors (to a parent or guardian), the deceased (to next of kin), failed addresses."""
    residence = material.people.residence or material.people.clinic
    owed = {one for one in material.notifiable if state is None or residence.get(one, "unknown") == state}
    deceased = owed & (material.people.deceased or frozenset())
    bad = owed & (material.people.bad_address or frozenset())
    media = material.true.get(f"us.hipaa.media.{(state or '').lower()}")
    flag = "" if state is None else "more than 500" if media and media.required else "no"
    minors = material.played.minors
    young = "not known" if minors is None else f"{len(owed & minors):,}"
    return young, f"{len(deceased):,}", f"{len(bad):,}", flag


def _precision(material: Material) -> Line:
    both, wrong, missed = precision_recall(material)
    if not material.truth.lists:
        text = f"No list was built; {many(missed, 'notifiable person', 'notifiable people')} on none."
        return Line(text=text, refs=material.truth_refs or material.end_refs)
    precision, recall = share(both, both + wrong), share(both, both + missed)
    text = (
        f"Of the {both + wrong:,} lines of the list {both:,} are notifiable (precision {precision}); of the "
        f"{both + missed:,} notifiable {both:,} are listed (recall {recall}): {wrong:,} listed without need, "
        f"{missed:,} missed. Minors, deceased and bad addresses above are counted among the notifiable."
    )
    return Line(text=text, refs=(*material.list_refs, *material.truth_refs))


def _versions(material: Material) -> Table:
    rows: list[Row] = []
    before: Mapping[RecordId, str] | None = None
    frozen = {one.fact.version: one for one in material.truth.frozen}
    for one in material.truth.lists:
        rows.append(_version(one, before, frozen.get(one.fact.version), material))
        before = one.fact.counted_in
    return Table(
        caption="Versions of the team's list, in order",
        columns=("Version", "Built", "Scope and sources", "People", "By state", "Change", "Frozen"),
        rows=tuple(rows),
        numeric=(3,),
        empty="The team built no list.",
    )


def _sources(spec: ListSpec, material: Material) -> Iterator[str]:
    return (f"\u201c{material.playbook.sources[one].title}\u201d" for one in spec.sources)


def _version(
    built: Dated[f.ListBuilt],
    before: Mapping[RecordId, str] | None,
    frozen: Dated[f.ListFrozen] | None,
    material: Material,
) -> Row:
    fact = built.fact
    spec = fact.spec
    switches = [f"by {spec.by}", "merged" if spec.merges else "not merged"]
    switches += ["tests dropped" if spec.drop_tests else "tests kept"]
    switches += ["deceased kept" if spec.keep_deceased else "deceased dropped"]
    switches += [f"without {left_out(one, material.playbook)}" for one in spec.without]
    change = "first" if before is None else _change(before, fact.counted_in)
    return Row(
        cells=(
            f"v{fact.version}",
            material.when(built.at),
            f"made outside, file SHA-256 {spec.imported}"
            if spec.imported
            else f"{spec.scope}: {', '.join(_sources(spec, material))}; {', '.join(switches)}",
            f"{len(fact.people):,}",
            counts(fact.by_state),
            change,
            material.when(frozen.at) if frozen else "no",
        ),
        refs=(built.number, *((frozen.number,) if frozen else ())),
        notes=tuple(f"Not applied: {one}" for one in fact.missing),
    )


def _change(before: Mapping[RecordId, str], after: Mapping[RecordId, str]) -> str:
    """Who came, who went, and who is counted in another state than in the version before."""
    came, went = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    moved = sum(before[one] != after[one] for one in before.keys() & after.keys())
    return f"+{came:,} / -{went:,}" + (f"; {moved:,} counted in another state" if moved else "")
