# `make app` opens the map, `make test` passes the tests; both do everything that is needed first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: app test check build gazetteer bench-reading clean

app: .venv/.installed
	$(BIN)/python -m kursk_map build
	$(BIN)/streamlit run app.py

test: .venv/.tests-installed chromium
	$(BIN)/python -m kursk_map build
	$(BIN)/pytest --numprocesses auto --dist loadfile

check: .venv/.tests-installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --doctest-modules kursk_map gazetteer

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'

.venv/.installed: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --requirement requirements.txt
	touch $@

.venv/.tests-installed: pyproject.toml .venv/.installed
	$(BIN)/pip install --quiet --group test --group gazetteer --group second-opinion
	touch $@

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || \
	{ command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || \
	{ echo "The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) and run make test again."; exit 2; }

gazetteer: .venv/.tests-installed
	$(BIN)/python -m gazetteer.build

.venv/.peers-installed: .venv/.tests-installed
	$(BIN)/pip install --quiet --group peers
	touch $@

bench-reading: .venv/.peers-installed
	$(BIN)/python -m bench.reading --output bench/reading.toml
	$(BIN)/python -m bench.accuracy

clean:
	rm -rf .cache static/built artifacts
