# Two commands matter: `make play` and `make test`. Both set themselves up.
# Another Python: make test PYTHON=python3.13    Another environment: make test VENV=/tmp/somewhere

PYTHON ?= python3
VENV ?= .venv
SEEDS ?= 2
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/.ready
CHECKS := check-format check-lint check-types check-imports check-scenarios

# Tests start hundreds of processes; without bytecode each compiles all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help play test check $(CHECKS) bench battery clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 - \2/p' Makefile

play: $(READY) ## set up once, then start the tabletop
	"$(BIN)/breachdrill" play

# Four workers on two processors: tests wait for processes, browsers and screens.
test: $(READY) ## set up once, then pass the tests
	"$(BIN)/python" -m pytest -n 4 --dist loadfile --benchmark-disable --ignore=tests/benchmarks --durations=40

check: $(CHECKS) ## format, lint, types, import contracts, scenarios

check-format: $(READY)
	"$(BIN)/ruff" format --check .

check-lint: $(READY)
	"$(BIN)/ruff" check .

check-types: $(READY)
	"$(BIN)/mypy" simulator tui tests

check-imports: $(READY)
	"$(BIN)/lint-imports"

# Every file, and each runbook and exploit on two seeds; `scenarios check` by itself takes up to twenty, `make battery` two hundred.
check-scenarios: $(READY)
	"$(BIN)/breachdrill" scenarios check --seeds $(SEEDS)

bench: $(READY) ## measure speed and memory
	"$(BIN)/python" -m pytest tests/benchmarks

battery: $(READY) ## SCENARIO=slug: play everything in it on 200 seeds
	"$(BIN)/breachdrill" scenarios check $(SCENARIO) --seeds 200

clean: ## remove the environment, caches and builds
	rm -rf "$(VENV)" build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find simulator tui tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The stamp is newer than both files exactly when what is installed is what they ask for.
$(READY): pyproject.toml constraints.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "breachdrill needs Python 3.11 or later; say which: make PYTHON=python3.12 ...")'
	"$(PYTHON)" -m venv "$(VENV)"
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-compile -e '.[dev]' -c constraints.txt
	@touch "$(READY)"
