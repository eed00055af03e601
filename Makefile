# Two commands for a machine that has Python 3.11 or newer, make and a network:
#
#   make demo   archive the five example articles and look at them in a browser
#   make test   run the tests
#
# Everything is installed into .venv in this folder; `make clean` takes it away. Kept to what GNU make 3.81 knows, which
# is the make of macOS. Another Python: make demo PYTHON=/path/to/python3.12

PORT ?= 8001
HOST ?= 127.0.0.1
DATABASE ?= demo.db

python := .venv/bin/python
alpha := .venv-alpha/bin/python
measuring := .venv-bench/bin/python
# Where there is a screen, the demo opens the page; text browsers in a terminal are no help here.
screen := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s))

.PHONY: help demo test test-alpha browser quality lint types train bench docs screenshots check clean
.DEFAULT_GOAL := help
.NOTPARALLEL:

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -e 's/:.*## /|/' | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

demo: .venv/run.stamp ## archive the five example articles and look at them in a browser
	@"$(python)" -m bench.port "$(HOST)" "$(PORT)" || { \
	  echo "Something else uses port $(PORT). Try: make demo PORT=$$(( $(PORT) + 1 ))" >&2; exit 1; }
	@"$(python)" -m archive --db "$(DATABASE)" add seeds
	@echo "(Here, archive is .venv/bin/archive --db $(DATABASE))"
	@echo
	@"$(python)" -m archive --db "$(DATABASE)" serve --host "$(HOST)" --port "$(PORT)" $(if $(screen),--open)

test: .venv/dev.stamp ## run the tests
	@"$(python)" -m pytest $(ARGS)

test-alpha: .venv-alpha/dev.stamp ## run the tests of the pages on the newest Datasette 1.0 alpha
	@"$(alpha)" -m pytest tests/web $(ARGS)

browser: .venv/browser.stamp ## install what the tests in a browser need (Chromium itself: .ci/get-browser)

lint: .venv/dev.stamp ## look for mistakes and untidy lines
	@"$(python)" -m ruff check . && "$(python)" -m ruff format --check .

types: .venv/dev.stamp ## check the types
	@"$(python)" -m mypy

quality: .venv/dev.stamp .venv-bench/bench.stamp ## measure quality on hand-made gold, beside peers; fails below a floor
	@"$(python)" -m bench.quality

train: .venv/dev.stamp ## make the weights of the attribution again from the annotated articles
	@"$(python)" -m training $(ARGS)

bench: .venv-bench/bench.stamp ## measure the speed at a million quotations, against peers (half an hour, 8 GB of disk)
	@"$(measuring)" -m bench $(ARGS)

docs: .venv/dev.stamp ## write the help texts and the session in README.md again
	@"$(python)" -m docs.write_readme

screenshots: .venv/browser.stamp ## make the pictures in docs/screenshots again (needs Chromium)
	@"$(python)" -m docs.make_screenshots

check: test lint types quality test-alpha ## everything that .ci/run looks at

clean: ## take away what these commands made, the demo's database too
	rm -rf tests/browser/node_modules .venv .venv-alpha .venv-bench .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist demo.db demo.db-wal demo.db-shm
	find archive bench docs tests -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is whole when its stamp stands: an installation that was interrupted is taken up again.
.venv/run.stamp: pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/make-venv ".venv"
	@echo "Installing quote-archive into .venv (a minute, the first time) …"
	@"$(python)" -m pip install -qq --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	@echo "Installing what the tests need into .venv (a minute, the first time) …"
	@"$(python)" -m pip install -qq --group dev
	@touch $@

.venv/browser.stamp: .venv/dev.stamp tests/browser/package-lock.json
	@sh .ci/get-browser
	@echo "Installing Playwright and axe-core …"
	@"$(python)" -m pip install -qq --group browser
	@cd tests/browser && npm ci --silent
	@touch $@

.venv-alpha/dev.stamp: pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/make-venv .venv-alpha
	@echo "Installing quote-archive with the newest Datasette 1.0 alpha into .venv-alpha …"
	@"$(alpha)" -m pip install -qq --editable . --group dev 'datasette>=1.0a0'
	@touch $@

# Peers that only the bench needs live in an environment of their own, so that no test leans on them by mistake.
.venv-bench/bench.stamp: pyproject.toml
	@PYTHON="$(PYTHON)" sh .ci/make-venv .venv-bench
	@echo "Installing quote-archive and the peers it is measured against into .venv-bench (a minute, the first time) …"
	@"$(measuring)" -m pip install -qq --editable . --group bench
	@touch $@
