#!/usr/bin/env bash
# Renew the lock files from pyproject.toml: pinned, with hashes, naming no package index.
# Needs uv (https://docs.astral.sh/uv); everything else installs the result with plain pip.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  "${UV:-uv}" pip compile pyproject.toml --generate-hashes --no-emit-index-url --python-version 3.11 \
    --universal --prerelease if-necessary-or-explicit --no-annotate --no-header --quiet "$@"
}
compile -o requirements/run.txt
compile --extra telemetry -c requirements/run.txt -o requirements/telemetry.txt
compile --group demo -c requirements/run.txt -o requirements/demo.txt
compile --group demo --group test -c requirements/run.txt -o requirements/test.txt
for alone in audit node; do
  "${UV:-uv}" pip compile --group "$alone" --generate-hashes --no-emit-index-url --python-version 3.11 --universal \
    --no-annotate --no-header --quiet -o "requirements/$alone.txt"
done
compile --group demo --group e2e -c requirements/run.txt -o requirements/e2e.txt
