# make run: the service, on http://127.0.0.1:8000.  make check: the one gate.
# Everything is installed into .venv, and again only when what is to be installed has changed.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
.PHONY: run check bench docs

run: .venv/installed
	@addsup migrate
	@addsup load-sample
	@addsup demo
	@exec addsup serve

check: .venv/installed
	ruff check
	ruff format --check
	mypy
	lint-imports
	sqlfluff lint --processes 2 sql
	squawk sql/migrations/*.sql
	hadolint Dockerfile
	codespell
	pytest --numprocesses 2 --cov --cov-fail-under 100

bench: .venv/installed
	@for script in bench/bench_*.py; do echo "== $$script"; python "$$script" || exit 1; done

# Writes again what the documentation shows as answers of the service; a test compares them.
docs: .venv/installed
	python docs/write_examples.py

.venv/installed: requirements.lock setup.cfg pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement requirements.lock
	.venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
