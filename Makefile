# make site    the whole set-up, then the finished site in site/
# make serve   a preview that reloads when a record, a topic or a template changes
# make test    everything: lint, types, all tests, those in a real browser included
# make check   lint and types only
# make bench   seconds, memory and bytes of a build, into benchmarks/README.md
# make clean   removes what was built, the environment too
#
# All of it needs python3 (3.11 or newer), make and git. Windows: see “Without make” in CONTRIBUTING.md.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt
# Material prints a box about MkDocs 2, which we pin out; the README says what is to be known.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test check bench clean

site: .venv/ok
	$(BIN)/paper-catalog build --site site
	@echo "\`make serve\` shows it, as does opening site/index.html."

serve: .venv/ok
	$(BIN)/paper-catalog serve

test: check
	$(BIN)/pytest -m ""

check: .venv/test-ok
	$(BIN)/ruff check
	$(BIN)/mypy

bench: .venv/test-ok
	$(BIN)/python -m benchmarks.run

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis site

.venv/ok: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo "python3 cannot make environments. Debian and Ubuntu: sudo apt install python3-venv"; rm -rf .venv; exit 1; }
	@echo "Installing into .venv; this takes a minute, once."
	@$(PIP) -e .
	@touch $@

.venv/test-ok: .venv/ok
	@echo "Installing what the tests need."
	@$(PIP) -e '.[test,browser,parquet]'
	@touch $@
