# make help lists what can be done. Everything is set up in .venv by what needs it, once.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := bot dialogs cards graph storage language booking sandbox rehearsal
PLAYGROUND := .cache/playground/node_modules/.bin/agentsplayground
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes

.PHONY: help demo room run test lint types floors unit soak playground e2e browser bench audit lock clean

help: ## this list
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

demo: $(VENV)/.demo .cache/room/.ready ## play one booking, then open the rehearsal room with it, on this machine alone
	@$(BIN)/python -m rehearsal

room: $(VENV)/.demo .cache/room/.ready ## open the rehearsal room: the whole bot in your browser, as several people
	@$(BIN)/python -m rehearsal.web

run: $(VENV)/.run ## serve the bot, with settings from the environment
	@$(BIN)/python -m bot

test: lint types floors unit ## run every check: lint, types, import floors, tests

lint: $(VENV)/.test
	@echo "lint"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types: $(VENV)/.test
	@echo "types"
	@$(BIN)/pyright --warnings

floors: $(VENV)/.test
	@echo "import floors"
	@$(BIN)/lint-imports --no-logo

# What is compiled is kept, whatever the environment says: many tests start a bot of their own.
unit: $(VENV)/.test
	@echo "tests"
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

SECONDS_EACH ?= 120
soak: $(VENV)/.test ## look for a seed that breaks a promise; SEED=N begins there, SECONDS_EACH=N is how long each test goes on
	@$(BIN)/python -m pytest -s -p no:randomly tests/reliability --soak $(SECONDS_EACH) --seed $(or $(SEED),$(shell date +%s))
	@$(BIN)/python -m pytest tests/booking/test_booking_slots_oracle.py --hypothesis-profile soak

playground: $(VENV)/.demo $(PLAYGROUND) ## sandbox, bot and the Microsoft 365 Agents Playground, in your browser
	@$(BIN)/python -m rehearsal.playground --command $(PLAYGROUND)

e2e: $(VENV)/.test $(VENV)/.e2e $(PLAYGROUND) ## drive the Playground in headless Chromium, and take the pictures of docs/images
	@PLAYGROUND=$(PLAYGROUND) $(BIN)/python -m pytest -c tests/e2e/pytest.ini tests/e2e

browser: $(VENV)/.test $(VENV)/.e2e .cache/room/.ready ## drive the rehearsal room in headless Chromium, and take its pictures
	@$(BIN)/python -m pytest -c tests/browser/pytest.ini tests/browser

bench: $(VENV)/.test ## measure; results are printed and written to bench/results.json
	@$(BIN)/python -m bench

audit: .cache/audit/.ready ## look for known vulnerabilities in what the bot is installed from
	@.cache/audit/bin/python requirements/audit.py

lock: ## renew the lock files in requirements/ (needs uv)
	@requirements/lock.sh

clean: ## remove what was set up
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache .cache

# One stamp a set of packages: it is newer than its lock file when the set is installed.
$(VENV)/bin/python:
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.%: requirements/%.txt | $(VENV)/bin/python
	@echo "installing requirements/$*.txt (a minute or two the first time)"
	@$(INSTALL) -r $<
	@touch $@

# A place of its own: what audits is no part of what is audited.
.cache/audit/.ready: requirements/audit.txt
	@$(PYTHON) -m venv .cache/audit
	@.cache/audit/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# What the room's page loads; without it the page draws cards plainly, and the next make tries again.
.cache/room/.ready: requirements/room/package.json requirements/node.txt
	@echo "bringing Microsoft's card renderer from npm"
	@PYTHON=$(PYTHON) requirements/room/install.sh || echo "not now: the room will draw cards plainly"

# Microsoft's client for developers, under terms of its own: each installs it for themselves, nothing ships it.
$(PLAYGROUND):
	@command -v npm >/dev/null || { echo "The Playground needs Node.js with npm (apt-get install nodejs npm)"; exit 1; }
	@echo "installing the Microsoft 365 Agents Playground from npm"
	@mkdir -p .cache/playground
	@npm install --no-save --no-audit --no-fund --silent --prefix .cache/playground @microsoft/m365agentsplayground@0.2.28
