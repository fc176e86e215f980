import assert from "node:assert/strict";
import { parseCatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file.ts";
import type { SessionSelection } from "../../../src/domain/ports/people-store.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import { readDemoCatalogue } from "../../../src/startup/demo.ts";
import { idOf, newOperator, newParty } from "./make-people.ts";
import { onEachDatabase } from "./on-each-database.ts";

/** A party, an operator, and the touchpoints of the demo. */
async function fill(store: Store) {
	const text = await readDemoCatalogue();
	const outcome = await store.fill({
		entries: parseCatalogueFile(text, "demo/catalogue.json"),
		parties: [newParty("ana")],
		operators: [newOperator("op@example.com")],
		tokens: [
			{
				digest: "token",
				touchpointCode: "web",
				isDemo: true,
				createdAt: 1_000,
				replacesOthers: false,
			},
		],
		isDemo: true,
	});
	assert.equal(outcome, "filled");
	const partyId = await idOf(store, "ana");
	const operatorId = await idOf(store, "op@example.com");
	return { partyId, operatorId };
}

type People = Awaited<ReturnType<typeof fill>>;

async function sessionOf(
	store: Store,
	digest: string,
	of: Partial<People>,
	{ touchpointCode = "web", replaces = null as string | null } = {},
) {
	return {
		versions: await store.versions(),
		digest,
		touchpointCode,
		partyId: of.partyId ?? null,
		operatorId: of.operatorId ?? null,
		createdAt: 1_000,
		expiresAt: 5_000,
		replaces,
	};
}

onEachDatabase("sessions", {
	async "are found by their digest, in every process, until they end"(
		store,
		database,
	) {
		const other = await database.open();
		const people = await fill(store);
		const { startSession, endSession } = store.credentials;
		const job = await sessionOf(store, "one", people);
		assert.equal(await startSession(job), "started");
		assert.deepEqual(await other.credentials.findToken("one"), {
			kind: "session",
			touchpointCode: "web",
			...people,
			expiresAt: 5_000,
		});
		const before = await other.versions();
		await endSession("one");
		assert.equal(await other.credentials.findToken("one"), null);
		const after = await other.versions();
		assert.equal(after.credentials, before.credentials + 1);
		await endSession("one");
		assert.deepEqual(await other.versions(), after);
	},

	async "are not started on credentials that changed meanwhile"(store) {
		const { partyId } = await fill(store);
		const job = await sessionOf(store, "one", { partyId });
		await store.people.setPassword({ kind: "party", id: partyId }, "scrypt$2");
		assert.equal(await store.credentials.startSession(job), "stale");
		assert.equal(await store.credentials.findToken("one"), null);
	},

	async "replace another, and remove what is over"(store) {
		const { partyId } = await fill(store);
		const { startSession, findToken } = store.credentials;
		const start = async (digest: string, replaces: string | null) =>
			startSession(await sessionOf(store, digest, { partyId }, { replaces }));
		await start("one", null);
		const { credentials } = await store.versions();
		await start("two", "one");
		assert.equal(await findToken("one"), null);
		assert.equal((await store.versions()).credentials, credentials + 1);
		const late = await sessionOf(store, "three", { partyId });
		await startSession({ ...late, createdAt: 5_001, expiresAt: 9_000 });
		assert.equal(await findToken("two"), null);
		assert.equal((await findToken("three"))?.kind, "session");
	},

	async "end with a password, with whoever is disabled, and when they are revoked"(
		store,
	) {
		const people = await fill(store);
		const { partyId, operatorId } = people;
		const party = { kind: "party", id: partyId } as const;
		const operator = { kind: "operator", id: operatorId } as const;
		const ends: readonly (readonly [
			() => Promise<number>,
			readonly string[],
		])[] = [
			[() => store.people.setPassword(party, "scrypt$2"), ["party", "both"]],
			[() => store.people.setDisabled(operator, true), ["operator", "both"]],
			[() => store.people.setDisabled(operator, false), []],
			...(
				[
					[party, ["party", "both"]],
					[operator, ["operator", "both"]],
					[{ kind: "touchpoint", touchpointCode: "kiosk" }, ["kiosk"]],
					[{ kind: "all" }, ["party", "operator", "both", "kiosk"]],
				] as [SessionSelection, string[]][]
			).map(
				([of, ended]) =>
					[() => store.people.revokeSessions(of), ended] as const,
			),
		];
		for (const [end, ended] of ends) {
			const jobs = [
				await sessionOf(store, "party", { partyId }),
				await sessionOf(store, "operator", { operatorId }),
				await sessionOf(store, "both", people),
				await sessionOf(store, "kiosk", {}, { touchpointCode: "kiosk" }),
			];
			for (const job of jobs)
				if (!(await store.credentials.findToken(job.digest)))
					await store.credentials.startSession(job);
			const before = await store.versions();
			assert.equal(await end(), ended.length);
			for (const { digest } of jobs)
				assert.equal(
					(await store.credentials.findToken(digest)) === null,
					ended.includes(digest),
					digest,
				);
			const after = await store.versions();
			assert.ok(after.credentials > before.credentials);
		}
		const found = await store.credentials.findPerson(party);
		assert.equal(found?.passwordHash, "scrypt$2");
	},
});

onEachDatabase("tokens of touchpoints", {
	async "are found by their digest, and revoked by one that replaces them"(
		store,
		database,
	) {
		const other = await database.open();
		await fill(store);
		const { findToken } = other.credentials;
		assert.deepEqual(await findToken("token"), {
			kind: "touchpoint",
			touchpointCode: "web",
			isDemo: true,
		});
		const { credentials } = await other.versions();
		const token = { isDemo: false, createdAt: 2_000, touchpointCode: "web" };
		await store.people.addTouchpointToken({
			...token,
			digest: "second",
			replacesOthers: false,
		});
		assert.equal((await findToken("token"))?.kind, "touchpoint");
		await store.people.addTouchpointToken({
			...token,
			digest: "third",
			replacesOthers: true,
		});
		assert.equal(await findToken("token"), null);
		assert.equal(await findToken("second"), null);
		assert.equal((await findToken("third"))?.kind, "touchpoint");
		assert.equal((await other.versions()).credentials, credentials + 2);
	},
});

onEachDatabase("the first contents", {
	async "are put in once, by one of two processes that start at once"(
		store,
		database,
	) {
		const other = await database.open();
		assert.equal(await store.isEmpty(), true);
		const contents = {
			entries: parseCatalogueFile(await readDemoCatalogue(), "catalogue.json"),
			parties: [newParty("ana")],
			operators: [],
			tokens: [],
			isDemo: true,
		};
		const outcomes = await Promise.all([
			store.fill(contents),
			other.fill(contents),
		]);
		assert.deepEqual(outcomes.sort(), ["filled", "notEmpty"]);
		assert.equal(await other.isEmpty(), false);
		assert.equal(
			(await other.catalogue.load()).entries.touchpoints.length > 0,
			true,
		);
	},

	async "are of the schema that the store works with"(store) {
		assert.equal(await store.check(), "current");
	},
});
