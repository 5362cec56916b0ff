"""The command's edge: finds the subcommand late, and turns every fault into a message and an exit code."""

from __future__ import annotations

import importlib
import sys

import click

from simulator import __version__
from simulator.cli.console import ExitCode, say
from simulator.errors import BreachdrillError, EngineError, ReplayDiverged

_COMMANDS = {
    "play": ("simulator.cli.play", "The tabletop in the terminal."),
    "run": ("simulator.cli.run", "Play a runbook and judge it; for CI."),
    "report": ("simulator.cli.report", "The after-action report of a save."),
    "replay": ("simulator.cli.replay", "Play a save again, or verify it."),
    "redact": ("simulator.cli.replay", "Strike out words in a save."),
    "clocks": ("simulator.cli.clocks", "Notification clocks of one incident."),
    "scenarios": ("simulator.cli.scenarios", "List, show and check scenarios."),
    "world": ("simulator.cli.world", "Build, verify and count the synthetic world."),
    "exercises": ("simulator.cli.exercises", "List, export and import exercises."),
    "schema": ("simulator.cli.schema", "JSON Schema of a file format."),
}


class _Late(click.Group):
    """A group that imports a subcommand only when it is called, so that --help stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order people meet them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their one line, without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in _COMMANDS.items()])


@click.group(cls=_Late, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="breachdrill")
def breachdrill() -> None:
    """A breach-response tabletop simulator in a sandbox. EXERCISE: all patients are synthetic."""


def run_command_line(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code = breachdrill.main(args=arguments, standalone_mode=False)
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
