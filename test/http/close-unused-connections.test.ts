import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { startServer } from "../support/test-server.ts";

test("the end of the server waits for no connection on which nothing was sent", async () => {
	await using server = await startServer();
	const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
	await once(socket, "connect");
	const closed = once(socket, "close");
	const begin = Date.now();
	await server.app.close();
	assert.ok(Date.now() - begin < 1000);
	await closed;
});
