# Two commands on a fresh machine: `make demo` and `make test`. Both build the environment first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=
TESTS = $(BIN)/python -m pytest -n logical
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
AUDIT := $(VENV)/audit
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
LOG := $(VENV)/install.log

.PHONY: demo run test check audit bench models clean

demo: $(RUNTIME) ## the whole product on an embedded city of news; ARGS=--once ends by itself
	@$(BIN)/monitor demo $(ARGS)

run: $(RUNTIME) ## the product on the sources of sources.yaml
	@$(BIN)/monitor run $(ARGS)

test: $(DEV) ## every test, slow ones and import contracts included; a process for each core (ARGS=-n0: one alone)
	$(TESTS) $(ARGS)

check: $(DEV) ## lint, types, import contracts, fast tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy monitor classifiers alerts
	$(BIN)/lint-imports
	$(TESTS) -m "not slow" $(ARGS)

audit: $(DEV) ## what is pinned against the list of dependencies and, over the network, against known holes
	@$(PYTHON) -m venv $(AUDIT) && $(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	PATH="$(abspath $(AUDIT))/bin:$$PATH" $(BIN)/python -m tests.security.dependencies --online

bench: $(DEV) ## measurements; prints and writes the numbers that docs/ quotes (ARGS=--quick: does it all still work?)
	$(BIN)/python bench/run.py --write docs/benchmark-run.md $(ARGS)

models: $(DEV) ## rebuild data/models from data/labelled and data/privacy (six minutes)
	$(BIN)/python -m classifiers.build
	$(BIN)/python -m monitor.core.privacy.training.build

clean: ## remove the environment and everything made at run time
	rm -rf $(VENV) var build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên; chỉ rõ bằng: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Đang cài đặt (lần đầu mất khoảng một đến hai phút)…"
	@$(PIP) --editable . >$(LOG) 2>&1 || { cat $(LOG); exit 1; }
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Đang cài đặt công cụ kiểm thử…"
	@$(PIP) --editable '.[dev]' >$(LOG) 2>&1 || { cat $(LOG); exit 1; }
	@touch $@
