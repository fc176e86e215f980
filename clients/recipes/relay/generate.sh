#!/usr/bin/env bash
set -euo pipefail

[ -f persisted.json ] || echo '{}' > persisted.json
relay-compiler relay.config.json
tsc --project .
