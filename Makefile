# The commands that always work; each sets up what it needs. See README.md.
.PHONY: demo setup test check faults bench locks sbom words stories

PORT ?= 8000
export PORT
# Some images forbid Python to keep what it compiled: each program that starts here would compile two thousand files again.
export PYTHONDONTWRITEBYTECODE :=

demo: setup
	@exec .venv/bin/naast demo

setup:
	@scripts/setup

# Three workers on two cores: one of them often waits for a program that starts or stops.
test: setup
	@scripts/browser
	@scripts/spectral
	@.venv/bin/pytest -n 3 --dist loadfile --no-loadscope-reorder --ignore=tests/stories --ignore=tests/crashes $(ARGS)

# Two people in a browser, and kills: each needs the machine for itself.
stories: setup
	@scripts/browser
	@.venv/bin/pytest tests/stories tests/crashes $(ARGS)

check: setup
	@scripts/check

# Two hours: each planted fault, each condition of each package, rubbish in each form, and the fault plan (N=1000: a night). With ARGS only the faults of that name.
faults: setup
	@.venv/bin/python scripts/faults $(ARGS) || red=1; \
	test -n "$(ARGS)" || .venv/bin/pytest -m every_change tests/services src/naast/dossier || red=1; \
	test -n "$(ARGS)" || NAAST_FUZZ=60 .venv/bin/pytest tests/matrix/test_type_into_every_form.py || red=1; \
	test -n "$(ARGS)" || scripts/crashes --plan $(if $(N),--n $(N)) || red=1; \
	exit $${red:-0}

bench: setup
	@.venv/bin/python -m benchmarks $(ARGS)

words: setup
	@.venv/bin/python scripts/words

locks: setup
	@scripts/locks $(ARGS)

sbom: setup
	@scripts/sbom
