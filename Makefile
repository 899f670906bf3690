# Two commands: `make run` serves a filled portal on port 8000, `make test` checks everything.
# What they do is written in scripts/; `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help run test lint format lock clean

PYTHON_FOUND = $$(sh scripts/find_python.sh)

help: ## Show this list
	@sed -n 's/^\([a-z]*\): ## /  make \1\t/p' Makefile

run: ## Install, fill and serve the portal (PORT=8000, HOST=127.0.0.1, DEMO=0 for an empty one)
	@python=$(PYTHON_FOUND) && exec "$$python" -m scripts.run

test: ## Run every check and test this machine can run (ARGS="tests/search -k dau" for a part)
	@python=$(PYTHON_FOUND) && exec "$$python" -m scripts.test

lint: ## Check style, types of import and layers only
	@python=$(PYTHON_FOUND) && exec "$$python" -m scripts.test --lint

format: ## Put the code into the project's format
	@python=$(PYTHON_FOUND) && exec "$$python" -m scripts.test --format

lock: ## Choose the newest allowed versions anew and write both lock files
	@python=$(PYTHON_FOUND) && exec "$$python" -m scripts.lock

clean: ## Remove the environment and caches; the data in var/ stay
	rm -rf .venv node_modules .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
