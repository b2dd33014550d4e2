# Verbatim's commands. `make run` and `make test` need Python 3.11 or later and make; no more.

PORT ?= 8000
DATA_DIR ?= var
VENV := .venv
BIN := $(VENV)/bin
NEWEST_PYTHON = $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell \
	command -v $(name) >/dev/null && $(name) 2>/dev/null -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& echo $(name))))
# The site that `make run` serves: on this machine alone, without HTTPS, with demo sign-ins.
TRIAL = export SECRET_KEY="$${SECRET_KEY:-$$(cat $(DATA_DIR)/secret)}" DATA_DIR="$(DATA_DIR)" \
	HTTPS=False DEMO=True LOG_LEVEL=WARNING && exec $(BIN)/python manage.py

.PHONY: bench run test lint format pins audit clean bench-entry lighthouse pictures
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp $(DATA_DIR)/secret $(DATA_DIR)/static.stamp ## serve the site on this machine
	@$(TRIAL) migrate --verbosity 0
	@$(TRIAL) seed $(if $(SAMPLE),--sample)
	@$(TRIAL) demo
	@$(TRIAL) serve --port $(PORT)

test: ## install what the tests need, then run everything on both databases
	@tests/tools.sh
	@$(MAKE) --no-print-directory $(VENV)/test.stamp tests/node_modules/stamp
	@$(BIN)/python tests/everything.py

lint: $(VENV)/test.stamp ## read the code without running it
	@$(BIN)/python tests/everything.py lint

format: $(VENV)/test.stamp ## write code and templates as the checks want them
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

bench-entry: $(VENV)/test.stamp ## count the key presses that a quote costs at the desk
	@$(BIN)/python -m bench.entry

lighthouse: $(VENV)/test.stamp ## check the reading pages with Lighthouse; needs npm and chromium
	@$(BIN)/python -m bench.lighthouse

pictures: $(VENV)/test.stamp ## photograph the pages for README; needs chromium
	@$(BIN)/python -m docs.pictures

bench: $(VENV)/test.stamp ## measure search beside a floor and Datasette; N=1000000 for more quotes
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-bench.in
	@DATA_DIR="$(DATA_DIR)" $(BIN)/python -m bench.search --quotes $(or $(N),100000)

pins: $(VENV)/test.stamp ## compile the pinned requirements with their hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make pins" --upgrade requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make pins" --upgrade requirements-test.in -o requirements-test.txt
	echo "Django>=6" | $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make pins" --upgrade --override - \
		requirements-newest.in -o requirements-newest.txt

audit: $(VENV)/test.stamp ## check the pinned requirements for known vulnerabilities
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.txt
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-test.txt
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-newest.txt

clean: ## remove what was installed; what was entered stays
	rm -rf $(VENV) .venv-newest tests/node_modules

$(VENV)/bin/python:
	@test -n "$(NEWEST_PYTHON)" || { echo "Verbatim needs Python 3.11 or later; none was found."; exit 1; }
	@$(NEWEST_PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is missing: on Debian or Ubuntu, install python3-venv."; exit 1; }

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the site runs on ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements.txt requirements-test.txt | $(VENV)/bin/python
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@ $(VENV)/run.stamp

tests/node_modules/stamp: tests/package.json tests/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests --no-audit --no-fund --loglevel=error \
		&& touch $@; fi

$(DATA_DIR)/secret: | $(VENV)/bin/python
	@mkdir -p $(DATA_DIR)
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

$(DATA_DIR)/static.stamp: $(VENV)/run.stamp $(shell find static -type f)
	@$(TRIAL) collectstatic --noinput --verbosity 0
	@touch $@
