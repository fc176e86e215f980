import assert from "node:assert/strict";
import { emptyEntries } from "../../../src/domain/catalogue/entries.ts";
import { planCatalogue } from "../../../src/domain/catalogue/plan-catalogue.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import { idOf, newOperator, newParty } from "./make-people.ts";
import { onEachDatabase } from "./on-each-database.ts";

async function addGroups({ catalogue }: Store, ...codes: string[]) {
	const operatorGroups = codes.map((code) => ({
		code,
		name: code,
		isActive: true,
	}));
	const { version } = await catalogue.load();
	const changes = planCatalogue(emptyEntries, {
		...emptyEntries,
		operatorGroups,
	});
	await catalogue.apply({ version, changes, isDemo: false });
}

onEachDatabase("people", {
	async "are found by what they sign in with, and by their id"(store) {
		const { people, credentials } = store;
		await addGroups(store, "é", "a", "B");
		assert.equal(await people.addParties([newParty("ana", "ana2")]), null);
		const operator = newOperator("op@example.com", ["é", "a", "B"]);
		assert.equal(await people.addOperator(operator), true);
		const ana = await credentials.findPrincipal("ana2");
		assert.deepEqual(ana, {
			kind: "party",
			party: {
				id: await idOf(store, "ana"),
				profile: { firstname: "Ana", lastname: null, email: "ana@example.com" },
			},
			passwordHash: "scrypt$1",
			isDisabled: false,
			isDemo: false,
		});
		const id = await idOf(store, "op@example.com");
		const found = await credentials.findPerson({ kind: "operator", id });
		assert.deepEqual(found, {
			kind: "operator",
			operator: {
				id,
				profile: {
					firstname: null,
					lastname: "Pérez",
					email: "op@example.com",
				},
				groupCodes: ["B", "a", "é"],
			},
			passwordHash: null,
			isDisabled: false,
			isDemo: false,
		});
		assert.equal(await credentials.findPrincipal("Ana"), null);
		assert.equal(await credentials.findPerson({ kind: "party", id: 99 }), null);
	},

	async "are added all or none, and each name belongs to one of them"(store) {
		const { people, credentials } = store;
		assert.equal(await people.addParties([newParty("ana")]), null);
		assert.equal(await people.addOperator(newOperator("op@example.com")), true);
		const taken = [
			[[newParty("new"), newParty("ana")], "ana"],
			[[newParty("new", "op@example.com")], "op@example.com"],
			[[newParty("new"), newParty("other", "new")], "new"],
		] as const;
		for (const [parties, name] of taken) {
			assert.equal(await people.addParties(parties), name);
			assert.equal(await credentials.findPrincipal("new"), null);
		}
		assert.equal(await people.addOperator(newOperator("ana")), false);
		assert.equal(
			await people.addOperator(newOperator("op@example.com")),
			false,
		);
		assert.equal(await people.addOperator(newOperator("other")), true);
	},

	async "of thousands are added in their order"(store) {
		const names = Array.from({ length: 2_500 }, (_, index) => `n${index}`);
		const parties = names.map((name) => newParty(name));
		assert.equal(await store.people.addParties(parties), null);
		const [first, last] = [await idOf(store, "n0"), await idOf(store, "n2499")];
		assert.equal(last - first, 2_499);
		assert.equal((await idOf(store, "n1000")) - first, 1_000);
	},

	async "with one name are added once by two processes at once"(
		store,
		database,
	) {
		const other = await database.open();
		const outcomes = await Promise.all([
			store.people.addParties([newParty("ana")]),
			other.people.addOperator(newOperator("ana")),
		]);
		assert.ok(
			(outcomes[0] === null) !== outcomes[1],
			"one of them has the name",
		);
	},

	async "have profiles that are read together"(store) {
		const { people, credentials } = store;
		await people.addParties([newParty("ana")]);
		await people.addOperator(newOperator("op@example.com"));
		const id = await idOf(store, "ana");
		const profiles = await credentials.findPartyProfiles([id, id, 99]);
		assert.deepEqual(
			[...profiles],
			[[id, { firstname: "Ana", lastname: null, email: "ana@example.com" }]],
		);
		assert.equal((await credentials.findOperatorProfiles([])).size, 0);
		const operatorId = await idOf(store, "op@example.com");
		const operators = await credentials.findOperatorProfiles([operatorId]);
		assert.equal(operators.get(operatorId)?.lastname, "Pérez");
	},
});
