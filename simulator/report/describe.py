"""One line for each fact and each decision, in the scenario's own titles."""

from __future__ import annotations

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.directing import direction_words, substituted
from simulator.domain.ids import ActionId, InjectId, StoreId
from simulator.domain.playbook import Playbook
from simulator.domain.time import format_duration
from simulator.domain.titles import because, task_name
from simulator.report.text import counts, many, plain


def decision(made: d.Decision, playbook: Playbook) -> str:
    """What was decided."""
    match made:
        case d.TakeAction(action=action, target=target):
            return order(action, target, playbook)
        case d.StateDiscovery(day=day):
            return f"State the discovery date: {day}"
        case d.DetermineBreach(breach=breach):
            return f"Determine: {'a breach' if breach else 'not a breach'}"
        case d.RecordHold(inject=inject, official=official):
            return f"Record a request to hold notices: {asked_by(inject, playbook)}, stated by {official}"
        case d.BuildList(spec=spec) if spec.imported:
            return f"Import a list made outside (SHA-256 {spec.imported[:12]})"
        case d.BuildList(spec=spec):
            return f"Build a list, {spec.scope} scope, by {spec.by}" + "".join(
                f", without {left_out(one, playbook)}" for one in spec.without
            )
        case d.FreezeList(version=version):
            return f"Freeze list v{version}"
        case d.ReleaseNotice(audience=audience, version=version):
            return f"Release notices by list v{version}: {playbook.audiences.get(audience, audience)}"
        case d.AnswerInject(inject=inject, option=option):
            return answer(inject, option, playbook)
        case d.Declare():
            return "Declared in the team's own words"
        case d.MapDeclaration(declaration=number, action=action):
            return f"Map declaration {number} to {playbook.actions[action].title if action else 'no action'}"
        case _:
            return direction_words(made, playbook)


def left_out(label: str, playbook: Playbook) -> str:
    """Whose reads, or what lies where, a list does not count."""
    store = playbook.stores.get(StoreId(label))
    return f"the copies in \u201c{store.title}\u201d" if store else f"the reads of {label}"


def order(action: str, target: str | None, playbook: Playbook) -> str:
    """An action, and what it is taken on."""
    title = playbook.actions[ActionId(action)].title
    return f"{title} ({playbook.title_of(target)})" if target else title


def task_title(task: str, playbook: Playbook) -> str:
    """A task of an objective in words: its action's title and code, or the step of a runbook that it is."""
    action = playbook.actions.get(ActionId(task))
    title = task_name(task, playbook)
    return f"{title} ({action.code})" if action else title


def asked_by(inject: InjectId, playbook: Playbook) -> str:
    """Who asked with that message to hold notices back."""
    asked = playbook.injects.get(inject)
    return plain(asked.hold.agency) if asked and asked.hold else inject


def answer(inject: InjectId, option: str, playbook: Playbook) -> str:
    """How a message was answered."""
    asked = playbook.injects.get(inject)
    titles = {one.id: one.title for one in asked.options} if asked else {}
    return f"Answer “{asked.title if asked else inject}”: {titles.get(option, option)}"


def fact(happened: f.Fact, playbook: Playbook) -> str:
    """What happened."""
    match happened:
        case f.DecisionRecorded(number=number, decision=made):
            return f"Decision {number}: {decision(made, playbook)}"
        case f.DecisionRefused(number=number, decision=made, reason=reason):
            return f"Decision {number} refused: {decision(made, playbook)}. {reason}"
        case f.ActionStarted(action=action):
            return f"Work begins: {playbook.actions[action].title}"
        case f.WorkRepeated(action=action, why=why):
            found = "Found wrong" if why == "error" else "Lost at a handover"
            return f"{found}, begun again: {playbook.actions[action].title}"
        case f.ActionCompleted(action=action):
            done = playbook.actions[action]
            return f"Done: {done.title}" + (f". {done.outcome}" if done.outcome else "")
        case f.Declared(number=number):
            return f"Decision {number} declared, matching no action"
        case f.DeclarationMapped(declaration=number, action=action):
            return f"Declaration {number} mapped to {playbook.actions[action].title if action else 'no action'}"
        case f.ExerciseStarted() | f.ExerciseEnded() | f.MoveBegan() | f.InjectDelivered() | f.InjectAnswered():
            return _play(happened, playbook)
        case f.RecordsRead() | f.ReaderLockedOut() | f.NotifiableChanged() | f.TruthRevealed():
            return _truth(happened, playbook)
        case (
            f.FlowChanged()
            | f.StoreChanged()
            | f.GrantClosed()
            | f.GrantOpened()
            | f.ServiceChanged()
            | f.CareDisturbed()
        ):
            return _systems(happened, playbook)
        case f.VendorAsked() | f.VendorReplied():
            return _vendor(happened, playbook)
        case f.EvidencePulled() | f.PeopleShown() | f.EvidenceChanged() | f.IndicatorNoticed() | f.MailReturned():
            return _evidence(happened, playbook)
        case (
            f.DiscoveryStated()
            | f.BreachDetermined()
            | f.HoldRecorded()
            | f.ListBuilt()
            | f.ListFrozen()
            | f.NoticePrepared()
            | f.NoticeSent()
        ):
            return _legal(happened, playbook)
        case _:
            return _directed(happened, playbook)


def _directed(
    happened: f.InjectHeld | f.InjectLetGo | f.InjectSkipped | f.InjectDelayed | f.InjectImprovised | f.RoleSubstituted,
    playbook: Playbook,
) -> str:
    match happened:
        case f.RoleSubstituted(role=role, substitute=substitute):
            return substituted(role, substitute, playbook)
        case f.InjectImprovised(number=number, channel=channel):
            return f"Improvised message ({channel}), decision {number}"
        case f.InjectDelayed(inject=inject, later=later):
            return f"Put off by {format_duration(later)}: {_title(inject, playbook)}"
        case f.InjectHeld(inject=inject):
            return f"Held back: {_title(inject, playbook)}"
        case f.InjectLetGo(inject=inject):
            return f"Held no longer: {_title(inject, playbook)}"
        case f.InjectSkipped(inject=inject):
            return f"Left out: {_title(inject, playbook)}"


def _title(inject: InjectId, playbook: Playbook) -> str:
    return plain(playbook.injects[inject].title) if inject in playbook.injects else inject


def _play(
    happened: f.ExerciseStarted | f.ExerciseEnded | f.MoveBegan | f.InjectDelivered | f.InjectAnswered,
    playbook: Playbook,
) -> str:
    match happened:
        case f.ExerciseStarted():
            return "StartEx"
        case f.ExerciseEnded():
            return "EndEx"
        case f.MoveBegan(move=move):
            return "Move: " + next((one.title for one in playbook.moves if one.id == move), move)
        case f.InjectDelivered(title=title, sender=sender, fired=fired):
            return f"Inject{', fired,' if fired else ''} from {plain(sender)}: {plain(title)}"
        case f.InjectAnswered(inject=inject, option=option):
            return answer(inject, option, playbook)


def _truth(
    happened: f.RecordsRead | f.ReaderLockedOut | f.NotifiableChanged | f.TruthRevealed, playbook: Playbook
) -> str:
    match happened:
        case f.RecordsRead(reader=reader, store=store, messages=messages, records=records):
            who, where = playbook.readers[reader].title, playbook.stores[store].title
            return f"{who} read {many(messages, 'copy', 'copies')} ({many(len(records), 'record number')}) in: {where}"
        case f.ReaderLockedOut(reader=reader):
            return f"{playbook.readers[reader].title} came and found every path closed"
        case f.NotifiableChanged(added=added, removed=removed, because=cause):
            change = f"+{len(added):,} / -{len(removed):,} record numbers"
            return f"Records that cannot be excluded: {change} ({because(cause, playbook)})"
        case f.TruthRevealed():
            return "The truth about the people is revealed"


def _systems(
    happened: (f.FlowChanged | f.StoreChanged | f.GrantClosed | f.GrantOpened | f.ServiceChanged | f.CareDisturbed),
    playbook: Playbook,
) -> str:
    match happened:
        case f.FlowChanged(flow=flow, now=now):
            return f"{playbook.flows[flow].title}: {now}"
        case f.StoreChanged(store=store, now=now, messages=messages):
            return f"{playbook.stores[store].title}: {now}, {many(messages, 'message')}"
        case f.GrantClosed(grant=grant):
            return f"Closed: {playbook.grants[grant].title}"
        case f.GrantOpened(grant=grant):
            return f"Open again: {playbook.grants[grant].title}"
        case f.ServiceChanged(service=service, now=now):
            return f"{playbook.services[service].title}: {now}"
        case f.CareDisturbed(service=service, visits=visits, disturbed_milli=milli, why=why):
            disturbed = f"{milli / 1000:,.1f} of {many(visits, 'visit')}"
            return f"{playbook.services[service].title} ({why}): {disturbed} disturbed"


def _vendor(happened: f.VendorAsked | f.VendorReplied, playbook: Playbook) -> str:
    title = playbook.vendors[happened.vendor].title
    match happened:
        case f.VendorAsked(formal=formal):
            return f"Demanded formally of {title}" if formal else f"Asked: {title}"
        case f.VendorReplied(text=text):
            return f"{title} answers: {plain(text)}"


def _evidence(
    happened: f.EvidencePulled | f.PeopleShown | f.EvidenceChanged | f.IndicatorNoticed | f.MailReturned,
    playbook: Playbook,
) -> str:
    match happened:
        case f.EvidencePulled(source=source, rows=rows, pull=pull):
            return f"Pulled ({pull}): {playbook.sources[source].title}, {many(rows, 'row')}"
        case f.PeopleShown(source=source):
            return f"Register read: {playbook.sources[source].title}"
        case f.EvidenceChanged(source=source, now=now):
            return f"{playbook.sources[source].title}: {now}"
        case f.IndicatorNoticed(title=title):
            return f"Noticed: {plain(title)}"
        case f.MailReturned(records=records):
            return f"{many(len(records), 'letter')} came back"


def _legal(
    happened: (
        f.DiscoveryStated
        | f.BreachDetermined
        | f.HoldRecorded
        | f.ListBuilt
        | f.ListFrozen
        | f.NoticePrepared
        | f.NoticeSent
    ),
    playbook: Playbook,
) -> str:
    match happened:
        case f.DiscoveryStated(day=day):
            return f"Discovery date stated: {day}"
        case f.BreachDetermined(breach=breach):
            return f"Determined: {'a breach' if breach else 'not a breach'}"
        case f.HoldRecorded(agency=agency, official=official, written=written, until=until):
            form = "in writing" if written else "orally"
            return f"Hold recorded: {plain(agency)}, {plain(official)}, {form}" + (f", until {until}" if until else "")
        case f.ListBuilt(version=version, people=people, by_state=by_state):
            return f"List v{version} built: {many(len(people), 'person', 'people')} ({counts(by_state)})"
        case f.ListFrozen(version=version):
            return f"List v{version} frozen"
        case f.NoticePrepared(audience=audience):
            return f"Ready to send: {playbook.audiences.get(audience, audience)}"
        case f.NoticeSent(audience=audience, version=version):
            return f"Notices sent by list v{version}: {playbook.audiences.get(audience, audience)}"
