# `make chat` and `make test` are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core-installed
TESTED := $(VENV)/.test-installed
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help chat telegram telegram-sandbox test lint format check-types bench bench-peers eval audit actions clean
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-17s %s\n", $$1, $$2 }'

chat: $(CORE) ## chat in this terminal (installs the core on first use)
	@$(BIN)/houvast chat

telegram: $(CORE) ## answer in Telegram (needs HOUVAST_TELEGRAM_TOKEN)
	@$(BIN)/houvast telegram

telegram-sandbox: $(TESTED) ## try it in a local stand-in for Telegram, in your browser
	@$(BIN)/python -m tests.sandbox

test: $(TESTED) ## install the test set-up and run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(TESTED) ## ruff, mypy and import-linter only
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(TESTED) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(TESTED) ## speed and memory (a few minutes; wants a quiet machine)
	$(BIN)/python -m benchmarks

bench-peers: $(TESTED) ## compare with other search libraries: make bench-peers BENCH=folder DEV=file
	$(INSTALL) --editable '.[dev,peers]'
	$(BIN)/python -m benchmarks.peers --bench $(BENCH) --dev $(DEV) --out docs/quality

eval: $(TESTED) ## measure on labelled messages: make eval SETS=folder
	$(BIN)/houvast eval $(SETS)

audit: $(VENV)/bin/python ## look up every pinned version in the database of known faults (needs a network)
	@$(BIN)/python -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3' || \
		{ echo "NOT AUDITED: pip-audit could not be installed; run make audit again with a network."; exit 2; }
	@$(VENV)/audit/bin/python -m tests.supply_chain.audit

actions: $(CORE) ## start the Rasa action server
	$(BIN)/houvast actions

clean: ## remove the environment and caches; never data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Houvast needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(CORE): $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Houvast wordt geinstalleerd (een paar minuten, eenmalig)..."
	$(INSTALL) --editable .
	@touch $@

$(TESTED): $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing the test set-up (once)..."
	$(INSTALL) --editable '.[dev]'
	@touch $@ $(CORE)
