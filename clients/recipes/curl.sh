#!/usr/bin/env bash
set -euo pipefail
server=${CASEBRIDGE_URL:-http://localhost:4000}

# --retry-all-errors is safe, since each create carries a key.
call() {
	curl --silent --show-error --fail-with-body --max-time 30 --retry 5 --retry-all-errors \
		-H 'Thalamus-Touchpoint: web' -H 'Thalamus-Token: demo-web-token' \
		-u party1@example.com:demo-party-1 "$@"
}
newKey() { cat /proc/sys/kernel/random/uuid; }

# v4: a case, and a file for it.
created=$(call "$server/api/v4/cases" \
	-H 'Content-Type: application/json' -H "Idempotency-Key: $(newKey)" \
	-d '{"categoryCode": "Reclamo", "typeCode": "Telefonico"}')
echo "$created"
id=$(sed 's/.*"case":{"id":\([0-9]*\).*/\1/' <<<"$created")
call "$server/api/v4/cases/$id/files" -F "file=@$0;type=text/x-shellscript"
echo

# GraphQL: the same, with the key in the input.
call "$server/graphql" -H 'Content-Type: application/json' --data-binary @- <<-JSON
	{
		"query": "mutation (\$input: CreateCaseInput!) { createCase(input: \$input) { case { number } replayed userErrors { code field message } } }",
		"variables": { "input": { "categoryCode": "Reclamo", "typeCode": "Telefonico", "idempotencyKey": "$(newKey)" } }
	}
JSON
