#!/usr/bin/env bash
set -euo pipefail

graphql-codegen --config codegen.ts
tsc --project .
