SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help setup run test soak check fix talk bench bench-portal bench-pairing bench-rules audit lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

# Works without Debian's python3-venv and under PEP 668; a half-built environment is made anew.
# uv is quick; where it cannot follow this machine's package index, pip itself does it.
.venv/.ok: requirements.lock requirements.uv.lock
	@rm -rf .venv
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info < (3, 12) or sys.exit("Linli needs Python 3.11, this is " + sys.version.split()[0] + ". Install python3.11, or say PYTHON=/where/it/is.")'
	@echo "Creating .venv …"
	@$(PYTHON) -m venv --without-pip .venv
	@$(PYTHON) -m pip --python $(PY) install --quiet --disable-pip-version-check --require-hashes -r requirements.uv.lock
	@.venv/bin/uv pip sync --quiet --require-hashes --python $(PY) requirements.lock \
	  || $(PYTHON) -m pip --python $(PY) install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

setup: .venv/.ok ## make .venv from the locked, hashed list

run: .venv/.ok ## the demo county on 127.0.0.1:8000 (PORT=… for another)
	@LINLI_PRIVATE=1 LINLI_DEMO=1 $(PY) manage.py serve --port $(PORT)

test: .venv/.ok ## every test, on a real PostgreSQL and Redis
	@$(PY) -m pytest -n 2 --dist loadgroup

soak: .venv/.ok ## workers killed at every step, for minutes
	@$(PY) -m pytest -m soak tests/soak
	@HYPOTHESIS_PROFILE=new $(PY) -m pytest tests/cms tests/hotline/test_dialogue.py tests/portal/test_pure.py

check: .venv/.ok ## style, package direction, types, templates, migrations, deployment settings, translations
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/lint-imports
	@LINLI_PRIVATE=1 DATABASE_URL=postgres:///unused .venv/bin/mypy portal cms/eligibility hotline/dialogue hotline/matching
	@.venv/bin/djlint --check --quiet portal/templates cms/templates hotline/templates membership/templates
	@$(PY) manage.py makemigrations --check --dry-run
	@$(PY) manage.py compile_translations
	@SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') FIELD_KEYS=check:only-for-this-check \
	  PUBLIC_URL=https://linli.example ALLOWED_HOSTS=linli.example LINLI_PRIVATE= \
	  $(PY) manage.py check --deploy --fail-level WARNING

fix: .venv/.ok ## put style right
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .
	@.venv/bin/djlint --reformat --quiet portal/templates cms/templates hotline/templates membership/templates

talk: .venv/.ok ## talk to the hotline in this terminal
	@LINLI_PRIVATE=1 LINLI_DEMO=1 $(PY) manage.py prepare
	@LINLI_PRIVATE=1 LINLI_DEMO=1 $(PY) manage.py talk

# The same, with what the rules are measured against.
.venv-bench/.ok: requirements.bench.lock requirements.uv.lock .venv/.ok
	@rm -rf .venv-bench
	@echo "Creating .venv-bench …"
	@$(PYTHON) -m venv --without-pip .venv-bench
	@.venv/bin/uv pip sync --quiet --require-hashes --python .venv-bench/bin/python requirements.bench.lock \
	  || $(PYTHON) -m pip --python .venv-bench/bin/python install --quiet --disable-pip-version-check --require-hashes -r requirements.bench.lock
	@touch $@

bench: .venv/.ok ## ratios of speed, written to docs/benchmarks.md
	@$(PY) -m bench

bench-portal: .venv/.ok ## the public portal against a constant answer and, if BAKERYDEMO names one, a bakerydemo
	@$(PY) -m bench.portal

bench-pairing: .venv/.ok ## who should look after whom, a county of it
	@$(PY) -m bench.pairing

bench-rules: .venv-bench/.ok ## the rules against other engines, written there too
	@env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE .venv-bench/bin/python -m bench.rules

# The only use of Node here: nothing of it is served or tested with.
var/audit/.ok: tools/audit/package.json tools/audit/package-lock.json
	@command -v npm >/dev/null || { echo "make audit needs Node 18.16 or newer with npm, and Chromium."; exit 1; }
	@mkdir -p var/audit && cp $^ var/audit/
	@cd var/audit && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

audit: .venv/.ok var/audit/.ok ## Lighthouse on the pages as they are served; reports in var/audit
	@$(PY) -m bench.audit

lock: .venv/.ok ## resolve the dependencies anew
	@.venv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11.2 --generate-hashes --no-annotate --no-header --quiet -o requirements.lock
	@.venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11.2 --generate-hashes --no-annotate --no-header --quiet -o requirements.prod.lock
	@.venv/bin/uv pip compile pyproject.toml --group dev --group bench --universal --python-version 3.11.2 --generate-hashes --no-annotate --no-header --quiet -o requirements.bench.lock

clean: ## forget the environment and everything made on this machine, the demo data too
	rm -rf .venv .venv-bench var
