# Each target works as the first command on a fresh machine. `make help` lists them.
# Python, git and make must be there; bin/prepare sees to the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

BIN := .venv/bin
BUILT := .build/site
# Built pages carry the day of the last commit, not of the build: the same commit gives the same bytes.
# Without git (an unpacked archive) the clock serves.
EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
DATED := $(if $(EPOCH),SOURCE_DATE_EPOCH=$(EPOCH))
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 14

site: .venv/.site check ## build the whole site into site/, or leave it as it was
	rm -rf .build
	$(DATED) $(BIN)/python -m macros prepare
	@# Neither -q nor -v: both would switch --strict off.
	$(DATED) $(BIN)/python -m mkdocs build --strict --site-dir $(BUILT)
	$(DATED) $(BIN)/python -m macros publish $(BUILT)
	@# Swapped in whole, so that site/ never holds half a build.
	@rm -rf .build/old && { [ ! -d site ] || mv site .build/old; } && mv $(BUILT) site && rm -rf .build
	@echo "The site is in site/. Open site/index.html, or copy the folder to any web server."

serve: .venv/.site ## show the site at http://127.0.0.1:8000 and again after each edit
	$(BIN)/python -m macros prepare
	$(BIN)/python -m mkdocs serve --no-strict --livereload

check: .venv/.site ## read all data and pages, and say everything that is wrong
	@$(DATED) $(BIN)/python -m macros check

test: .venv/.test style site ## style, types, data, strict build, then every test (what CI runs)
	$(DATED) SITE_FOLDER="$(CURDIR)/site" $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

style: .venv/.test ## lint and type-check the Python
	$(BIN)/ruff check macros tests
	$(BIN)/mypy

audit: .venv/.test site ## the long matrix: every page in every mode, and a Zensical build beside MkDocs's
	$(DATED) SITE_FOLDER="$(CURDIR)/site" $(BIN)/python -m pytest -o addopts="--strict-markers --strict-config --import-mode=importlib -ra"

bench: .venv/.test ## time the checks and the build, and weigh the pages
	$(DATED) $(BIN)/python -m tests.bench

due: .venv/.site ## say what is past its day for review, or soon will be (by the clock)
	@$(BIN)/python -m macros due

lock: .venv/.site ## lock what each guide does, once its version and changes say what is new
	$(DATED) $(BIN)/python -m macros lock

schema: .venv/.site ## write the JSON Schemas again after a model has changed
	$(BIN)/python -m macros schema

requirements: .venv/.test ## renew the locks within the limits of pyproject.toml (needs uv)
	bin/requirements

clean: ## delete everything that make made
	rm -rf site .build .cache .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find macros tests -name __pycache__ -prune -exec rm -rf {} +

.venv/.site: requirements.txt packages.txt bin/environment bin/prepare
	@# The tests' packages hold the site's, at the same versions.
	@bin/environment $(if $(wildcard .venv/.test),test,site)
	@touch $@

.venv/.test: requirements-dev.txt packages.txt bin/environment bin/prepare
	@bin/environment test
	@touch .venv/.site $@

.PHONY: help site serve check test style audit bench due lock schema requirements clean
