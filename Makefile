# Everything starts from two targets: `make run` and `make test`. Only python3 (with venv) and make are needed.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python

.PHONY: run install test test-all check lock manual disegni bench
.SILENT:

run: .venv/installed
	exec $(PY) -m ciao.core.command demo --porta $(PORT)

install: .venv/installed
	$(PY) -m ciao.core.command.messages

test: .venv/installed-dev
	exec .ci/test "not sweep"

test-all: .venv/installed-dev
	exec .ci/test ""

check: .venv/installed-dev
	exec .ci/check


# After touching the dependencies in pyproject.toml; no registry address may end in a lock.
lock: .venv/installed-dev
	.venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q \
	  pyproject.toml --group build -o requirements.lock
	.venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q \
	  pyproject.toml --group build --group dev -o requirements-dev.lock

.venv/bin/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Serve Python 3.11 o successivo: indicalo così, PYTHON=python3.11 make run." >&2; exit 1; }
	$(PYTHON) -m venv .venv >/dev/null 2>&1 || \
	  { rm -rf .venv; echo "A Python manca venv: su Debian installa il pacchetto python3-venv e riprova." >&2; exit 1; }

.venv/installed: requirements.lock | .venv/bin/pip
	echo "Installo le parti di cui CIAO! è fatto: la prima volta servono un paio di minuti…"
	.ci/install requirements.lock
	touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	echo "Installo gli strumenti per le prove…"
	.ci/install requirements-dev.lock
	touch $@

# The pictures of the manual, from a demo of their own on a fixed day.
manual: .venv/installed-dev
	$(PY) -m docs.manuale.screenshots

# The picture of the layers and the lifecycles, from the code.
disegni: .venv/installed-dev
	$(PY) -m docs.draw_layers
	DJANGO_SETTINGS_MODULE=config.settings.test $(PY) -m docs.draw_lifecycles

# How long pages take with 60, 5,000 and 100,000 people, beside a bare floor; the people are kept for the next time.
SIZES ?= 60 5000 100000
bench: .venv/installed-dev
	exec $(PY) -m bench $(SIZES)
