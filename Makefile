# make demo: the main job on the bundled story.   make test: lint, types and all tests.
# Both make a virtual environment with pinned dependencies first; nothing else is needed.

VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet
SELF = $(PIP) --no-deps --no-build-isolation --editable .

.PHONY: demo test lint types docs lock clean

demo: $(VENV)/installed
	@$(BIN)/saidseen demo

test: lint types
	$(BIN)/pytest

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

# The pages that are made from the program (docs/cli.md, the README's session) and the snapshots of the tests.
docs: $(VENV)/installed-dev
	SAIDSEEN_SNAPSHOTS=write $(BIN)/pytest tests/showing

# The lock files, from the ranges in pyproject.toml (needs uv).
lock:
	for extra in "" "dev"; do \
		uv pip compile pyproject.toml $${extra:+--extra $$extra} --universal --python-version 3.11 --generate-hashes --upgrade \
			--no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements$${extra:+-$$extra}.lock; \
	done

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "saidseen needs Python 3.11 or newer; set PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing pinned dependencies (once, some minutes)"
	$(PIP) --require-hashes -r requirements.lock
	$(SELF)
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(SELF)
	@touch $@ $(VENV)/installed
