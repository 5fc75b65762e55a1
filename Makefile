# Each target does all of its own set-up: it needs git, make and python3 >= 3.11 with venv.
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --all-extras
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: setup browser demo test up bench chaos lint

setup:
	@command -v uv >/dev/null 2>&1 || test -x .uv/bin/uv || (python3 -m venv .uv && .uv/bin/python -m pip install -q --disable-pip-version-check uv)
	@$(UV) sync --frozen --all-extras -q

demo: setup
	@$(RUN) pqrsd demo

up: setup
	@$(RUN) pqrsd up

lint: setup
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy .

# The pages are tested in a real browser.
browser:
	@.ci/chromium

test: lint browser
	@$(RUN) pytest

bench: setup
	@$(RUN) python -m bench

# One scenario: make chaos SOLO=test_month.py
chaos: setup
	@$(RUN) pytest tests/chaos/$(SOLO) -s -q
