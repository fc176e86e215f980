#!/usr/bin/env bash
# Does a new release still answer what was built for the schema that is kept, and do the documents still hold?
set -euo pipefail
server=${CASEBRIDGE_URL:-http://localhost:4000}
kept=../schema.graphql

graphql-inspector introspect "$server/graphql" --write "${TMPDIR:-/tmp}/casebridge.graphql"
graphql-inspector diff "$kept" "$server/graphql"
graphql-inspector validate 'recipes/{urql,apollo-client}.ts' "$server/graphql"
