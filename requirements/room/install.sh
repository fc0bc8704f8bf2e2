#!/usr/bin/env bash
# Bring what the rehearsal room's page loads into .cache/room, with the npm of the machine or of a Node from PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v npm >/dev/null; then
  if [ ! -e .cache/node/.ready ]; then
    "${PYTHON:-python3}" -m venv .cache/node
    .cache/node/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes \
      -r requirements/node.txt
    touch .cache/node/.ready
  fi
  PATH="$PWD/.cache/node/bin:$PATH"
fi
mkdir -p .cache/room
cp requirements/room/package.json .cache/room/
# The designer asks for an older renderer beside it; of the designer only two host configurations are read.
npm install --prefix .cache/room --no-package-lock --ignore-scripts --legacy-peer-deps --no-audit --no-fund \
  --fetch-retries 1 --silent
touch .cache/room/.ready
