import assert from "node:assert/strict";
import { copyFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, mock, test } from "node:test";
import { openSqliteStore } from "../../../../src/store/sqlite/open-sqlite-store.ts";
import { freePort } from "../../../support/free-port.ts";
import { party1, postCase, telefonico } from "../../../support/requests.ts";
import { spawnCasebridge } from "../../../support/spawn-casebridge.ts";
import {
	copyDemoDatabase,
	type TestServer,
	temporaryFolder,
} from "../../../support/test-server.ts";

const losses: [what: string, lose: (file: string) => void, message: RegExp][] =
	[
		["deleted", (file) => rmSync(file), /was deleted while the server ran/],
		[
			"replaced by a copy",
			(file) => {
				copyFileSync(file, `${file}-copy`);
				renameSync(`${file}-copy`, file);
			},
			/was replaced by another while the server ran/,
		],
		[
			"moved away with its folder",
			(file) => renameSync(join(file, ".."), `${join(file, "..")}-moved`),
			/was deleted while the server ran/,
		],
	];

describe("a database that is gone under a store", () => {
	for (const [what, lose, message] of losses)
		test(`H15: ${what}, is noticed within 10 s, once, and nothing is written any more`, async () => {
			mock.timers.enable({ apis: ["setInterval"] });
			const file = join(temporaryFolder(), "data", "casebridge.db");
			const seen: Error[] = [];
			const store = await openSqliteStore({
				file,
				onFatal: (error) => seen.push(error as Error),
			});
			try {
				mock.timers.tick(10_000);
				assert.deepEqual(seen, []);
				lose(file);
				mock.timers.tick(10_000);
				mock.timers.tick(10_000);
				assert.equal(seen.length, 1);
				assert.match(String(seen[0]), message);
				await assert.rejects(store.keys.advanceClock(0), {
					kind: "unavailable",
				});
			} finally {
				mock.timers.reset();
				await store.close();
			}
		});

	test("H15: ends the server, and the next start refuses what is there now", async () => {
		const port = await freePort();
		const folder = temporaryFolder();
		const file = join(folder, "casebridge.db");
		const env = {
			PORT: String(port),
			DATABASE_URL: `file:${file}`,
			LOG_LEVEL: "fatal",
		};
		await copyDemoDatabase(file);
		const program = spawnCasebridge(env);
		await program.until(/Create a case/);
		const server = { url: `http://127.0.0.1:${port}` } as TestServer;
		assert.equal((await postCase(server, telefonico, party1)).status, 201);
		rmSync(file);
		assert.equal(await program.exited, 1);
		assert.match(program.output(), /was deleted while the server ran/);
		const again = spawnCasebridge(env);
		assert.equal(await again.exited, 1);
		assert.match(again.output(), /is gone, and it held cases/);
	});
});
