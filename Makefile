# The two commands are `make run` and `make test`; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8501
DATA_DIR ?= data
BIN := .venv/bin
# AGAIN=1 tries once more what failed in the run before.
TESTS := $(BIN)/python -m pytest $(if $(AGAIN),--last-failed --last-failed-no-failures none)

.PHONY: help run load test test-slow test-long test-browser clients test-clients portable mutants check format bench torture pictures clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /: /'

.venv/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

load: .venv/run.stamp ## take new files from the inbox and publish
	$(BIN)/python -m etl load --data $(DATA_DIR)

run: load ## load the data and serve the dashboard on 127.0.0.1:$(PORT)
	@echo "Chỉ Tiêu: http://127.0.0.1:$(PORT)"
	@DATA_DIR=$(DATA_DIR) $(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

test: .venv/dev.stamp ## the tests that take less than five minutes, without a browser, on every core
	$(TESTS) -n auto --dist loadfile

test-slow: .venv/dev.stamp ## the tests that load, publish and open pages again and again
	$(TESTS) -m 'slow and not long and not clients and not browser and not bench' -n auto --dist loadfile

test-long: .venv/dev.stamp ## whole histories of loads, each compared with one made anew; many random offices against the oracle
	$(TESTS) -m long -n auto --dist loadfile

test-browser: .venv/dev.stamp ## journeys through the served dashboard in headless Chromium
	$(TESTS) -m browser tests/browser

.venv/clients.stamp: tests/clients/versions.txt .venv/run.stamp
	rm -rf .venv/clients
	for version in $$(cat tests/clients/versions.txt); do \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
			--target .venv/clients/duckdb-$$version duckdb==$$version || exit 1; \
	done
	@touch $@

clients: .venv/clients.stamp ## install the oldest and the newest DuckDB that analysts may use

test-clients: .venv/dev.stamp .venv/clients.stamp ## analysts' own clients on the published file
	$(TESTS) -m clients tests/clients

portable: .venv/dev.stamp ## build the samples on PostgreSQL as well and compare every table row for row
	$(BIN)/python -m tests.portable

mutants: .venv/dev.stamp ## change the SQL in many small ways and see whether a test notices (FILES="work/stance" MOST=400)
	$(BIN)/python -m tests.mutants $(FILES) $(if $(MOST),--most $(MOST))

check: .venv/dev.stamp ## lint and types
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/dev.stamp ## let ruff put the code in order
	$(BIN)/ruff check --fix .

bench: .venv/dev.stamp ## measure reading, loading, publishing (LARGE=1: 700 units too)
	$(BIN)/python -m tests.bench $(if $(LARGE),--large)

torture: .venv/dev.stamp ## try hard and long what must hold, for docs/trust.md (MINUTES=10 SUBJECTS="kills disk" WRITE=1)
	$(BIN)/python -m tests.torture $(SUBJECTS) --minutes $(or $(MINUTES),10) $(if $(WRITE),--write)

pictures: .venv/dev.stamp ## take the README's pictures anew
	$(BIN)/python -m tests.pictures

clean: ## remove what is built beside the office's own files
	rm -rf $(DATA_DIR)/ledger $(DATA_DIR)/snapshots $(DATA_DIR)/returned $(DATA_DIR)/warehouse.duckdb*
