import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { before, describe, test } from "node:test";
import relay from "relay-runtime";
import { headers, origin } from "../recipes/demo-party.ts";
import { fetchWithRetry } from "../recipes/fetch-with-retry.ts";
import { environment } from "../recipes/relay/environment.ts";
import "../support/compile-relay.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { startTrustingServer } from "../support/start-trusting-server.ts";
import { telefonico } from "../support/telefonico.ts";

type Operations = typeof import("../recipes/relay/operations.ts");
const {
	createOperationDescriptor,
	fetchQuery,
	getRefetchableFragment,
	getRequest,
} = relay;
const folder = "recipes/relay";

describe(nameWithVersion("Relay", "relay-runtime"), () => {
	let operations: Operations;
	before(async () => {
		await runTool("bash", ["generate.sh"], folder);
		operations = await import("../recipes/relay/operations.ts");
	});

	test("sends a create whose answer is lost again, and it is one case", async () => {
		const input = { ...telefonico, idempotencyKey: randomUUID() };
		proxy.loseNextAnswer();
		const { createCase: created } = await operations.createCase(input);
		assert.equal(created?.replayed, true);
		assert.deepEqual(created?.userErrors, []);
		assert.ok(created?.case?.id);
	});

	test("reads user errors as data", async () => {
		const wrong = { ...telefonico, status: "Closed" };
		const { createCase: refused } = await operations.createCase(wrong);
		assert.equal(refused?.userErrors[0]?.code, "INITIAL_STATUS_NOT_SELECTED");
	});

	test("joins the pages of a connection in its store", async () => {
		await operations.createCase(telefonico);
		await operations.createCase(telefonico);
		const request = getRequest(operations.casesQuery);
		const root = createOperationDescriptor(request, { first: 1 });
		const retained = environment.retain(root);
		const page = await operations.readPage({ first: 1 });
		const { hasNextPage, endCursor } = page?.cases?.pageInfo ?? {};
		assert.equal(hasNextPage, true);
		await operations.readPage({ first: 1, after: endCursor ?? null });
		const { data } = environment.lookup(root.fragment);
		const { cases } = data as { cases: { edges: unknown[] } };
		assert.equal(cases.edges.length, 2);
		retained.dispose();
	});

	test("refetches a case by node", async () => {
		const { createCase: created } = await operations.createCase(telefonico);
		const id = created?.case?.id ?? "";
		const number = Number(record(id)?.number);
		await fetchWithRetry(`${origin}/api/v4/cases/${number}/notes`, {
			method: "POST",
			headers: { ...headers, "Content-Type": "application/json" },
			body: JSON.stringify({ description: "Still dead." }),
		});
		assert.equal(record(id)?.version, 1);
		const fragment = getRefetchableFragment(operations.caseFragment);
		const query = fragment?.metadata.refetch.operation;
		assert.ok(query && typeof query !== "string");
		await fetchQuery(environment, query, { id }).toPromise();
		assert.equal(record(id)?.version, 2);
	});

	test("its persisted documents are the only ones that a server runs, and it sends their hashes", async () => {
		await using _server = await startTrustingServer(`${folder}/persisted.json`);
		const { params } = getRequest(operations.casesQuery);
		const byHash = { ...params, text: null };
		const network = environment.getNetwork();
		const page = network.execute(byHash, { first: 1 }, { force: true });
		assert.deepEqual(await page.toPromise(), {
			data: {
				cases: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
			},
		});
		assert.doesNotMatch(proxy.seen.at(-1)?.body ?? "", /query operations/);
	});
});

/** What the store holds under a global id. */
function record(id: string) {
	return environment.getStore().getSource().get(id);
}
