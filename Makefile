# The commands of everyday work. `make demo` is the way in.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DOCUMENTS ?= $(or $(TRUENORTH_DOCUMENTS),$(firstword $(wildcard ../shared/documents) samples/documents))
QUESTIONS ?= $(firstword $(wildcard ../shared/evals/strategy_questions.jsonl) samples/questions.jsonl)
TEXTS = $(wildcard $(DOCUMENTS)/*.txt)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check eval bench picture reference clean

help:  ## Show these lines
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' $(MAKEFILE_LIST)

setup: $(READY)  ## Make the virtual environment with everything in it

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Python 3.11 is needed and $(PYTHON) was not found. Install it, or name it: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo "$(PYTHON) is not Python 3.11. Name one that is: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY)  ## Read documents in, answer a few questions, then it is your turn
	@$(BIN)/truenorth demo $(if $(TRUENORTH_DOCUMENTS),--documents "$(TRUENORTH_DOCUMENTS)")

test: $(READY)  ## Run all tests
	$(BIN)/pytest

check: $(READY)  ## Lint, types, layers, references: all that can be said without running it
	$(BIN)/pre-commit run --all-files
	@if docker compose version >/dev/null 2>&1; then docker compose config --quiet; \
	  else echo "docker compose is not here: docker-compose.yml was not checked by it"; fi

eval: $(READY)  ## Ask the questions with known answers, and judge the answers
	TRUENORTH_DATA=var/eval $(BIN)/truenorth ingest --prune "$(DOCUMENTS)"
	TRUENORTH_DATA=var/eval $(BIN)/truenorth eval $(foreach text,$(TEXTS),--against $(text)) $(QUESTIONS)
	$(BIN)/python -m benchmarks.evaluate

bench: $(READY)  ## Measure speed against the usual pipeline
	$(BIN)/python -m benchmarks

picture: $(READY)  ## Draw the pictures of answers that the documentation shows
	TRUENORTH_DATA=var/picture $(BIN)/truenorth ingest --prune samples/documents
	TRUENORTH_DATA=var/picture $(BIN)/python docs/draw_answer.py docs/images/answer.svg
	TRUENORTH_DATA=var/picture $(BIN)/python docs/draw_slack.py docs/images
	$(BIN)/python docs/draw_digest.py docs/images slack-digest slack-home-office

reference: $(READY)  ## Write docs/reference from the code
	$(BIN)/python docs/write_reference.py

clean:  ## Remove the virtual environment, caches and made files; var/ stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
