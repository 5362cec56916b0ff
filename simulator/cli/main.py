"""The command's edge: finds the subcommand late, and turns every fault into a message and an exit code."""

from __future__ import annotations

import atexit
import difflib
import gc
import importlib
import sys

from simulator import __version__
from simulator.cli.console import ExitCode, say
from simulator.cli.output import emit
from simulator.errors import BreachdrillError, EngineError, ReplayDiverged

_COMMANDS = {
    "play": ("simulator.cli.play", "The tabletop in the terminal."),
    "join": ("simulator.cli.join", "The facilitator's console, on a second terminal."),
    "run": ("simulator.cli.run", "Play a runbook and judge it; for CI."),
    "report": ("simulator.cli.report", "The after-action report of a save."),
    "replay": ("simulator.cli.replay", "Play a save again, or verify it."),
    "diff": ("simulator.cli.whatif", "Two saves of one scenario side by side."),
    "whatif": ("simulator.cli.whatif", "What each decision of a save cost or spared."),
    "sweep": ("simulator.cli.sweep", "Runbooks on many seeds."),
    "redact": ("simulator.cli.replay", "Strike out words in a save."),
    "clocks": ("simulator.cli.clocks", "Notification clocks of one incident."),
    "brief": ("simulator.cli.brief", "What is printed for the room: cards, sheet, slips."),
    "scenarios": ("simulator.cli.scenarios", "List, show, write and check scenarios."),
    "msel": ("simulator.cli.msel", "The events list as CSV or XLSX."),
    "world": ("simulator.cli.world", "Build, verify and count the synthetic world."),
    "exercises": ("simulator.cli.exercises", "List, export and import exercises."),
    "schema": ("simulator.cli.schema", "JSON Schema of a file format."),
}


SELDOM = 250_000
"""New objects between two looks for garbage: nearly all that a command makes stays until its end, and looking every 700
objects would take a tenth of a scripted run."""


def run_command_line(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    gc.set_threshold(SELDOM)
    atexit.register(gc.freeze)  # or Python looks through all there is for garbage: a sixth of a cached check
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in {"-h", "--help"}:
        emit(_help())
        return ExitCode.PASS
    if name == "--version":
        emit(f"breachdrill, version {__version__}")
        return ExitCode.PASS
    if name not in _COMMANDS:
        near = difflib.get_close_matches(name, _COMMANDS, n=1)
        say(f'error: No such command "{name}".' + (f' Did you mean "{near[0]}"?' if near else ""))
        say(f"Commands: {', '.join(_COMMANDS)}.")
        return ExitCode.BAD_INPUT
    return _call(name, arguments[1:])


def _help() -> str:
    width = max(map(len, _COMMANDS)) + 2
    commands = "\n".join(f"  {name:{width}}{told}" for name, (_, told) in _COMMANDS.items())
    return f"""Usage: breachdrill COMMAND [OPTIONS] [ARGUMENTS]...

  A breach-response tabletop simulator in a sandbox. EXERCISE: all patients are synthetic.

Commands:
{commands}

Options:
  -h, --help     This page; after a command, its own.
  --version      The version.
"""


def _call(name: str, arguments: list[str]) -> int:
    """Import one subcommand and run it; click is loaded here, not for --help."""
    import click

    from simulator.exercise.kept_files import kept_files

    command: click.Command = getattr(importlib.import_module(_COMMANDS[name][0]), name)
    try:
        with kept_files():
            code = command.main(args=arguments, prog_name=f"breachdrill {name}", standalone_mode=False)
    except click.ClickException as fault:
        fault.show(sys.stderr)
        return ExitCode.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        say("Interrupted.")
        return ExitCode.INTERRUPTED
    except BreachdrillError as fault:
        say(f"error: {fault.message}")
        if fault.hint:
            say(fault.hint)
        return _code_of(fault)
    except BrokenPipeError:
        return ExitCode.PASS
    return int(code) if isinstance(code, int) else ExitCode.PASS


def _code_of(fault: BreachdrillError) -> ExitCode:
    if isinstance(fault, ReplayDiverged):
        return ExitCode.DIVERGED
    return ExitCode.OUR_FAULT if isinstance(fault, EngineError) else ExitCode.BAD_INPUT
