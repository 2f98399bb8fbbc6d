# Two commands: `make answer` shows what this is, `make test` checks all of it. Both set up what they need in .venv.

PYTHON ?= python3
BIN = .venv/bin
ANSWER = examples/low-dose-naltrexone

.PHONY: answer test lint bench docs clean

answer: .venv/package
	@mkdir -p build
	@$(BIN)/evidence-assembler build $(ANSWER)/answer.yaml --format html -o build/low-dose-naltrexone.html
	@$(BIN)/evidence-assembler build $(ANSWER)/answer.yaml
	@echo
	@echo "The page: $(CURDIR)/build/low-dose-naltrexone.html"

test: .venv/development system-tools lint
	$(BIN)/pytest

lint: .venv/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench
	$(BIN)/python bench/rendering/run.py
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/quotes/run.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/references.py
	$(BIN)/python bench/duplicates.py
	$(BIN)/python bench/documents.py
	$(BIN)/python bench/sentences.py
	$(BIN)/python bench/quality/quotations.py
	$(BIN)/python bench/rendering/page.py

docs: .venv/development
	$(BIN)/python docs/generate.py

clean:
	rm -rf .venv build

.PHONY: system-tools
system-tools:
	@sh .ci/system-tools.sh

.venv/package: pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/development: .venv/package
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/pip install --quiet --group dev
	@touch $@

.venv/bench: .venv/development
	@$(BIN)/pip install --quiet --group bench
	@touch $@
