# Everything from a fresh clone with only python3 and make: the environment makes itself, once.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: help demo test check bench chaos lock words browser clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

$(RUN):
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock | $(RUN)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | $(RUN)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.run

demo: .venv/.run ## the whole town on http://127.0.0.1:8080
	$(RUN) -m bot demo

test: .venv/.dev browser ## every test, on all processors
	$(RUN) -m pytest -n auto --dist worksteal

check: .venv/.dev ## format, lint, types, contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev ## speed, beside other bots, as a table
	$(RUN) -m bench

chaos: .venv/.dev ## 200 kills under traffic and faults on each engine, and a year of check-ins
	$(RUN) -m bench.chaos
	$(RUN) -m bench.year

words: .venv/.dev ## collect new sentences into the catalogues
	$(RUN) -m talk.words

lock: .venv/.dev ## refresh the locks: hashes, no addresses
	$(LOCK) --upgrade --extra dev --extra bench pyproject.toml -o requirements-dev.lock
	$(LOCK) --constraint requirements-dev.lock --extra postgres pyproject.toml -o requirements.lock

# The browser test needs a Chromium; it says so and is skipped where there is none.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get -qq update && apt-get -qq install -y chromium fonts-noto-cjk fonts-noto-color-emoji >/dev/null; } \
		|| echo "No chromium here: the browser test will be skipped."

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
