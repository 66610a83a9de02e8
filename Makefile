# One target for each thing that a person, or CI, does here. `make` alone lists them.
# Needs Python 3.11 or newer and make (GNU Make 3.81, which macOS has, is enough).

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command "make lock"

# Each is an empty file, newer than what was installed: the second `make site` installs nothing.
SITE_READY := $(VENV)/site-ready
PDF_READY := $(VENV)/pdf-ready
DEV_READY := $(VENV)/dev-ready

# Environments of their own, for programs that can't be in one with MkDocs.
ENGINES := $(VENV)/engines

# An environment holds the address of its folder. PLACE remembers it: after a move the environment is made again.
PLACE := $(VENV)/place
ifneq ($(shell cat $(PLACE) 2>/dev/null),$(CURDIR))
.PHONY: $(PLACE)
endif

# The tests start the program a hundred times. What is compiled is kept, whatever the environment says of that.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site pdf serve content quick test engines check format golden wheel release bench lock clean

help: ## list what make can do
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(SITE_READY) ## build the website into site/ and say how to open it
	@$(BIN)/guidance build

pdf: $(PDF_READY) ## the same, with all of it as one PDF too (needs Pango: see the hosting guide)
	@$(BIN)/guidance build --pdf

serve: $(SITE_READY) ## show the website while you edit, at an address on this computer
	@$(BIN)/guidance serve

FORMAT ?= text
content: $(SITE_READY) ## check the content alone: every mistake, with its line (FORMAT=github marks a pull request)
	@$(BIN)/guidance check --format $(FORMAT)

quick: $(DEV_READY) ## run the tests that take no browser and no patience, in less than a minute
	@$(PYTEST) --quiet --numprocesses auto --dist loadfile -m "not browser and not slow" $(ARGS)

test: $(DEV_READY) ## run all tests, those in a browser too (ARGS="-k word" for some)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.html_checker
	@$(BIN)/python -m tests.nginx
	@$(PYTEST) --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

engines: $(DEV_READY) $(ENGINES)/properdocs/ready $(ENGINES)/zensical/ready ## build with MkDocs, ProperDocs and Zensical, and compare
	@GUIDANCE_ENGINES=$(ENGINES) $(BIN)/python -m pytest tests/test_engines.py $(ARGS)

check: $(DEV_READY) ## look for mistakes in the code without running it
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/oxlint --deny-warnings templates/scripts templates/theme/assets/javascripts

format: $(DEV_READY) ## put the code into its standard layout
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

golden: $(DEV_READY) ## accept today's output as the expected output of the golden tests; read the diff after
	@$(BIN)/python -m pytest --update-golden -m "not browser" $(ARGS)

wheel: $(SITE_READY) ## pack the program with the guidance into dist/, for a quick try elsewhere
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@echo "In dist/: $$(cd dist && ls *.whl)"

release: $(SITE_READY) ## make all that a host needs in dist/, with checksums (ARGS="--tag v0.2.0" checks the tag)
	@$(BIN)/python -m release $(ARGS)

bench: $(DEV_READY) ## measure the site with 100 and 1,000 case studies (ARGS=--all for 10,000 too: many minutes)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m bench $(ARGS)

lock: $(DEV_READY) ## choose exact versions again (ARGS=--upgrade for the newest ones)
	@$(COMPILE) pyproject.toml --group dev --group build -o requirements/dev.lock $(ARGS)
	@$(COMPILE) pyproject.toml --group build -c requirements/dev.lock -o requirements/site.lock $(ARGS)
	@$(COMPILE) pyproject.toml --extra pdf --group build -c requirements/dev.lock -o requirements/pdf.lock $(ARGS)
	@$(COMPILE) --group html-checker -o requirements/html-checker.lock $(ARGS)
	@$(COMPILE) pyproject.toml --group build --group engines-properdocs --no-emit-package mkdocs \
	  -c requirements/dev.lock -o requirements/engines-properdocs.lock $(ARGS)
	@$(COMPILE) --group engines-zensical -c requirements/dev.lock -o requirements/engines-zensical.lock $(ARGS)

clean: ## remove what was built; the installed packages in .venv stay
	@rm -rf site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache tests/browser/nu/node_modules
	@find docs -mindepth 1 ! -name .gitignore -delete

$(PLACE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "This needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo not there)."; \
	  echo "If a newer one is installed, name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  exit 1; }
	@test ! -f $@ && $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || $(PYTHON) -m venv --clear $(VENV)
	@echo "$(CURDIR)" > $@

$(SITE_READY): $(PLACE) requirements/site.lock pyproject.toml
	@echo "Installing what the website needs into $(VENV); this takes a minute, the first time only."
	@$(PIP) install --require-hashes -r requirements/site.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(PDF_READY): $(SITE_READY) requirements/pdf.lock
	@$(PIP) install --require-hashes -r requirements/pdf.lock
	@touch $@

$(DEV_READY): $(PLACE) requirements/dev.lock pyproject.toml
	@echo "Installing what the tests need into $(VENV); this takes a minute, the first time only."
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(SITE_READY) $(PDF_READY)

# Without dependencies: Material asks for MkDocs, whose place ProperDocs takes.
$(ENGINES)/%/ready: $(PLACE) requirements/engines-%.lock pyproject.toml
	@echo "Installing $* into $(@D); this takes a minute, the first time only."
	@$(BIN)/python -m venv --clear $(@D)
	@$(PIP) --python $(@D) install --no-deps --require-hashes -r requirements/engines-$*.lock
	@test $* != properdocs || $(PIP) --python $(@D) install --no-deps --no-build-isolation --editable .
	@touch $@
