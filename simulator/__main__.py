"""`python -m simulator` is `breachdrill`."""

from simulator.cli.main import run_command_line

if __name__ == "__main__":
    run_command_line()
