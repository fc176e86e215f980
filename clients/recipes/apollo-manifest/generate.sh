#!/usr/bin/env bash
set -euo pipefail

generate-persisted-query-manifest
tsc --project .
