# make try   sets up and reads the example reports
# make test  sets up and passes the tests, with lint, types and the import contract
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: try test check evaluate clean

try: $(STAMP)
	$(BIN)/bongsu read examples/*.txt

test: check
	$(BIN)/pytest -n 2

check: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(STAMP)
	$(BIN)/python benchmarks/launch_account.py --part measure
	$(BIN)/python benchmarks/planted.py
	$(BIN)/python benchmarks/decided.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/segmentation.py
	$(BIN)/python benchmarks/times.py
	$(BIN)/python benchmarks/zones.py
	PYTHONPATH=. $(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/coding.py
	$(BIN)/python benchmarks/plv.py
	$(BIN)/python benchmarks/plv_pairs.py
	$(BIN)/python benchmarks/confidence.py
	$(BIN)/python benchmarks/plover_gold.py
	$(BIN)/python benchmarks/attribution.py
	$(BIN)/python benchmarks/factuality.py
	PYTHONPATH=benchmarks $(BIN)/python benchmarks/coreference.py
	$(BIN)/python benchmarks/fusion.py
	$(BIN)/python benchmarks/copies.py
	$(BIN)/python benchmarks/upstream.py
	$(BIN)/python benchmarks/triage.py
	$(BIN)/python benchmarks/speed.py

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "bongsu needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --editable . --group dev
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist build
