#!/usr/bin/env bash
set -euo pipefail
server=${CASEBRIDGE_URL:-http://localhost:4000}

mkdir -p generated
gql.tada generate-schema "$server/graphql" --output generated/schema.graphql
gql.tada generate-output
gql.tada check
tsc --project .
