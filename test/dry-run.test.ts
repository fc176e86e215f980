import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import fc from "fast-check";
import { parityInputs } from "./support/parity-inputs.ts";
import {
	askGraphql,
	askRest,
	type Outcome,
	withoutIds,
} from "./support/parity-protocols.ts";
import { keysOf, startParityServer } from "./support/parity-server.ts";
import { writeJson } from "./support/parity-wire.ts";
import type { TestServer } from "./support/test-server.ts";

const seed = Number(process.env.PARITY_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.DRY_RUNS ?? 2000);
/** Inputs that are tried before all of them are created, and everything stored is counted. */
const batchSize = 50;

describe("a dry run", () => {
	test("agrees with the create of the same input in everything, and leaves no trace", async (context) => {
		context.diagnostic(`PARITY_SEED=${seed} DRY_RUNS=${runs}`);
		await using started = await startParityServer();
		const { server, file, headersOf } = started;
		using stored = openStored(server);
		const seen = new Map<string, number>();
		const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
		const inputs = fc.sample(parityInputs(file), { numRuns: runs, seed });
		const asked = inputs.map((input, index) => {
			const key = keysOf(input)();
			const ask = index % 2 === 0 ? askRest : askGraphql;
			return {
				input,
				ask: (isDryRun: boolean): Promise<Outcome<unknown>> =>
					ask(server, input, headersOf[input.caller], key, isDryRun),
			};
		});

		for (let from = 0; from < asked.length; from += batchSize) {
			const batch = asked.slice(from, from + batchSize);
			const before = stored.count();
			const commits = stored.commits();
			const tried: Outcome<unknown>[] = [];
			for (const { ask } of batch) tried.push(await ask(true));
			assert.equal(stored.commits(), commits, "a dry run wrote");
			assert.deepEqual(stored.count(), before);
			for (const [index, { input, ask }] of batch.entries()) {
				const shown = `${input.caller} ${input.form} ${JSON.stringify(input.key)} ${writeJson(input.body)}`;
				const created = await ask(false);
				assert.deepEqual(tried[index], asDryRun(created), shown);
				count(created.kind);
				if (created.kind !== "created") continue;
				assert.equal(created.replayed, false);
				if (index % 5 > 0 || input.key.kind === "none") continue;
				const landed = stored.count();
				assert.deepEqual(
					await ask(true),
					asDryRun({ ...created, replayed: true }),
					shown,
				);
				assert.deepEqual(stored.count(), landed);
				count("tried again after it landed");
			}
		}

		context.diagnostic([...seen].map((entry) => entry.join(" ")).join(", "));
		if (runs < 2000) return;
		for (const kind of ["created", "refused", "tried again after it landed"])
			assert.ok((seen.get(kind) ?? 0) > runs / 50, kind);
		assert.ok(seen.get("unauthorized") && seen.get("malformed"));
	});
});

function asDryRun(outcome: Outcome<unknown>): Outcome<unknown> {
	return outcome.kind === "created"
		? { ...outcome, kind: "previewed", case: withoutIds(outcome.case) }
		: outcome;
}

/** Everything that is stored, read on one connection of the test's own. */
function openStored({ databaseFile, attachmentsFolder }: TestServer) {
	const database = new Database(databaseFile, { readonly: true });
	const tables = database
		.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
		.pluck()
		.all();
	const countRows = database.prepare<[], Record<string, number>>(
		`SELECT ${tables.map((table) => `(SELECT count(*) FROM "${table}") AS "${table}"`).join()},
			(SELECT total(seq) FROM sqlite_sequence) AS ids`,
	);
	return {
		/** Rows of every table, ids that were given, and files. */
		count: () => ({
			...countRows.get(),
			files: readdirSync(attachmentsFolder).length,
		}),
		/** A number that changes when another connection commits a write. */
		commits: () => database.pragma("data_version", { simple: true }),
		[Symbol.dispose]: () => database.close(),
	};
}
