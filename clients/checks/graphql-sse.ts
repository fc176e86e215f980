import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { watchCases } from "../recipes/graphql-sse.ts";
import { createCase } from "../recipes/rest-with-fetch.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { telefonico } from "../support/telefonico.ts";

describe(nameWithVersion("graphql-sse", "graphql-sse"), () => {
	test("hears of every create, also after its connection is cut and the server says 503", async () => {
		let connections = 0;
		let connected = Promise.withResolvers<void>();
		const changes = watchCases(() => {
			connections++;
			connected.resolve();
		});
		for (const fail of [null, proxy.cutConnections, cutAndRefuse]) {
			const change = changes.next();
			if (fail) {
				connected = Promise.withResolvers<void>();
				fail();
			}
			await connected.promise;
			const { id } = await createCase(telefonico);
			const { value } = await change;
			assert.equal(value?.event.kind, "CREATED");
			assert.equal(value?.case.number, id);
		}
		assert.equal(connections, 3);
		await changes.return(undefined);
	});
});

function cutAndRefuse() {
	proxy.refuseNextRequest();
	proxy.cutConnections();
}
