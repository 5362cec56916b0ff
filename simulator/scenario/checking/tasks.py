"""Tasks that a scenario asks for besides the library's, or otherwise: whether anybody can do them, and when."""

from __future__ import annotations

from simulator.authored import Problems, show, suggest
from simulator.scenario.checking.references import Sources, known_names


def note_tasks(sources: Sources, problems: Problems) -> None:
    """Add a problem for each task that names no action or none of its targets, or is late before it is due."""
    known = known_names(sources)["action or legal act"]
    for name, task in sources.scenario.tasks.items():
        if name not in known:
            message = f"given the task {show(name)}, expected a known action or legal act. {suggest(name, known)}"
            problems.add(sources.scenario_document, ("tasks", name), message, key=True)
        if task.late <= task.within:
            message = "given a time that is late before it is due, expected a later one than within; correct it."
            problems.add(sources.scenario_document, ("tasks", name, "late"), message)
        offered = [target for one in sources.scenario.actions if one.use == name for target in one.targets]
        for place, target in enumerate(task.targets):
            if target not in offered:
                message = f"given the target {show(target)}, expected one of {name}. {suggest(target, offered)}"
                problems.add(sources.scenario_document, ("tasks", name, "targets", place), message)
