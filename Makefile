# What a person types. Every command runs inside .venv; nothing is installed elsewhere,
# except that `make setup` adds the browser that the tests drive, where it may.

PYTHON ?= python3
# The tests start some two hundred processes: each reads what the first one compiled.
export PYTHONDONTWRITEBYTECODE :=
BIN := .venv/bin
# How many tests run at a time.
WORKERS ?= 2
# More arguments for pytest: make test ARGS="-k approval"
ARGS ?=

# uv installs in a second what pip needs half a minute for. Where uv can't reach an index that pip knows
# (a mirror named in pip's own configuration), pip does it. Both refuse a package whose hash is not in the lock.
LOCKED = $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes -r $(1) \
	|| { echo "uv could not; pip does it instead, in half a minute."; $(PIP) --require-hashes -r $(1); }
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
# What the tests need of npm: Microsoft's Agents Playground, and the schema of a Teams app's manifest.
CLIENT := tests/client
LOCK := $(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

# Runs commands side by side, prints what each said, and fails when one of them does.
TOGETHER := $(BIN)/python .ci/together.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test gates check bench docs format lock release-check browser client clean

help: ## print these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.dev browser client ## make .venv with everything a developer needs

demo: .venv/.runtime ## a minute to the playground: govbot in the browser, with made-up people
	$(BIN)/govbot demo $(if $(PORT),--port $(PORT))

# Fast gates first, each a second or two; then the types, and whatever else takes longer. The tests come last, so that
# pytest's closing line is the last that one reads. Each step stops the rest when it fails.
gates: setup ## what is checked without running the code: format, lint, layers, types, generated pages
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	@$(TOGETHER) "$(BIN)/lint-imports" "$(BIN)/govbot docs --check" "$(BIN)/mypy"

test: gates ## what gates a change: the gates, then all tests but the thorough ones
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: gates ## the thorough runs: every test, the long ones too, with the coverage of the pure part
	GOVBOT_THOROUGH=1 $(BIN)/pytest -n $(WORKERS) --dist worksteal --cov $(ARGS)

bench: setup ## run the benchmarks, each beside its floor or a peer, and write docs/measures.md
	$(BIN)/python -m bench

docs: setup ## write the generated pages again
	$(BIN)/govbot docs

format: setup ## lay out the code, and mend what ruff can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: setup ## write requirements/ again, from the ranges in pyproject.toml (ARGS=--upgrade for newer ones)
	$(LOCK) $(ARGS) pyproject.toml --extra dev -o requirements/dev.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt -o requirements/runtime.txt
	$(LOCK) $(ARGS) --group build -c requirements/dev.txt -o requirements/build.txt

release-check: setup ## build the wheel, install it alone into a clean environment, and open the demo from it
	$(BIN)/python .ci/release_check.py

clean: ## take away .venv and what the tools left
	rm -rf .venv $(CLIENT)/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage .coverage.* htmlcov dist

# Each stamp is newer than what it was made from, so a second run does nothing.

.venv/.build: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "govbot needs Python 3.11 or newer: install it, or name it with PYTHON=python3.12."; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv \
		|| { echo "Python's venv is missing: on Debian, apt-get install python3-venv."; exit 1; }
	$(PIP) --require-hashes -r requirements/build.txt
	@touch $@

.venv/.runtime: .venv/.build requirements/runtime.txt pyproject.toml
	@$(call LOCKED,requirements/runtime.txt)
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.runtime requirements/dev.txt
	@$(call LOCKED,requirements/dev.txt)
	@touch $@

# Debian's browser, for the tests that look at a page as a person does.
browser:
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then sudo=no; \
	elif [ "$$(id -u)" = 0 ]; then sudo=; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; \
	else sudo=no; fi; \
	if [ "$$sudo" != no ]; then \
		echo "Installing chromium for the tests …"; \
		$$sudo apt-get -qq update && \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
			install chromium fonts-dejavu-core >/dev/null && exit 0; \
	fi; \
	echo "The browser tests need chromium: install it (on Debian, apt-get install chromium fonts-dejavu-core)."

# A real Teams client for the tests. It is installed at the versions and hashes of its lock, and runs no scripts.
client: $(CLIENT)/node_modules/.installed

$(CLIENT)/node_modules/.installed: $(CLIENT)/package-lock.json
	@if ! command -v npm >/dev/null; then \
		if ! command -v apt-get >/dev/null; then sudo=no; \
		elif [ "$$(id -u)" = 0 ]; then sudo=; \
		elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; \
		else sudo=no; fi; \
		if [ "$$sudo" != no ]; then \
			echo "Installing node and npm for the tests …"; \
			$$sudo apt-get -qq update && \
			$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
				install nodejs npm >/dev/null || true; \
		fi; \
	fi; \
	if command -v npm >/dev/null; then (cd $(CLIENT) && npm ci --silent) && touch $@; \
	else echo "The tests with a real Teams client need node: install it (on Debian, apt-get install nodejs npm)."; fi
