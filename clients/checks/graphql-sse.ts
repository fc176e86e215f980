import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { watchCases } from "../recipes/graphql-sse.ts";
import { createCase } from "../recipes/rest-with-fetch.ts";
import { serverUrl } from "../support/addresses.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { startCasebridge } from "../support/start-casebridge.ts";
import { telefonico } from "../support/telefonico.ts";

describe(nameWithVersion("graphql-sse", "graphql-sse"), () => {
	test("hears of every create, also after cut connections, a 503, and the end of a server in good order", async () => {
		let connections = 0;
		let connected = Promise.withResolvers<void>();
		const changes = watchCases(() => {
			connections++;
			connected.resolve();
		});
		await using other = await startCasebridge();
		proxy.forwardTo(other.origin);
		const breaks = [
			async () => {},
			async () => proxy.cutConnections(),
			async () => {
				proxy.refuseNextRequest();
				proxy.cutConnections();
			},
			async () => {
				proxy.forwardTo(serverUrl);
				await other.stop();
			},
		];
		for (const breakConnection of breaks) {
			const change = changes.next();
			if (connections > 0) connected = Promise.withResolvers<void>();
			await breakConnection();
			await connected.promise;
			const { id } = await createCase(telefonico);
			const { value } = await change;
			assert.equal(value?.event.kind, "CREATED");
			assert.equal(value?.case.number, id);
		}
		assert.equal(connections, breaks.length);
		await changes.return(undefined);
	});
});
