import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { applyCatalogueFile } from "../../src/domain/catalogue/apply-catalogue.ts";
import { emptyEntries } from "../../src/domain/catalogue/entries.ts";
import type { PersonReference } from "../../src/domain/ports/credential-store.ts";
import type { Store } from "../../src/domain/ports/store.ts";
import { verifyPassword } from "../../src/domain/sessions/password.ts";
import { tokenDigest } from "../../src/domain/sessions/token.ts";
import { openAdministrator } from "./administrator.ts";

const hour = 3_600_000;

/** An administrator of a shop with two touchpoints, one of them given up, and two groups, one of them given up. */
async function openShop(context: { after(clean: () => unknown): void }) {
	const administrator = await openAdministrator(context);
	const { store } = administrator;
	const touchpoint = {
		name: "Web",
		kind: "REST",
		sessionMinutes: 60,
		unknownFields: "refuse",
		values: "strict",
	} as const;
	const entries = {
		...emptyEntries,
		operatorGroups: [
			{ code: "desk", name: "Desk", isActive: true },
			{ code: "old", name: "Old", isActive: false },
		],
		touchpoints: [
			{ ...touchpoint, code: "web", isActive: true },
			{ ...touchpoint, code: "gone", isActive: false },
		],
	};
	await applyCatalogueFile(store, entries, { isDemo: false });
	return administrator;
}

async function startSession(
	store: Store,
	digest: string,
	person: PersonReference,
) {
	await store.credentials.startSession({
		versions: await store.versions(),
		digest,
		touchpointCode: "web",
		partyId: person.kind === "party" ? person.id : null,
		operatorId: person.kind === "operator" ? person.id : null,
		createdAt: Date.now(),
		expiresAt: Date.now() + hour,
		replaces: null,
	});
}

async function referenceTo(
	store: Store,
	principal: string,
): Promise<PersonReference> {
	const record = await store.credentials.findPrincipal(principal);
	assert.ok(record);
	return record.kind === "party"
		? { kind: "party", id: record.party.id }
		: { kind: "operator", id: record.operator.id };
}

async function hashOf(store: Store, principal: string): Promise<string | null> {
	const record = await store.credentials.findPrincipal(principal);
	assert.ok(record, principal);
	return record.passwordHash;
}

const add = ["party", "add", "--principal"];
const addWithout = (principal: string) => [...add, principal, "--no-password"];
const addOperator = ["operator", "add", "--no-password", "--email"];

describe("party add", () => {
	test("stores profile, normalised principals and a hash of the password on standard input", async (context) => {
		const { store, run } = await openShop(context);
		const { code, stdout, stderr } = await run(
			[
				...add,
				"Ana@Example.com",
				"--principal",
				"DNI:123",
				"--firstname",
				"Ana",
				"--lastname",
				"Paz",
				"--email",
				"Ana@Example.com",
			],
			{ stdin: "geheim 12\n" },
		);
		assert.equal(stderr, "");
		assert.equal(stdout, 'Added the party "Ana@Example.com", "DNI:123".\n');
		assert.equal(code, 0);
		const record = await store.credentials.findPrincipal("ana@example.com");
		assert.ok(record?.kind === "party");
		assert.deepEqual(record.party.profile, {
			firstname: "Ana",
			lastname: "Paz",
			email: "Ana@Example.com",
		});
		assert.equal(record.isDemo, false);
		assert.equal(record.isDisabled, false);
		assert.equal(await verifyPassword("geheim 12", record.passwordHash), true);
		assert.deepEqual(await store.credentials.findPrincipal("dni$123"), record);
	});

	test("adds somebody without a password only when told so", async (context) => {
		const { store, run } = await openShop(context);
		assert.equal((await run(addWithout("ana"))).code, 0);
		assert.equal(await hashOf(store, "ana"), null);
		const { code, stderr } = await run([...add, "eva"]);
		assert.equal(code, 1);
		assert.equal(stderr, "password: A password has 8 to 1024 characters.\n");
		assert.equal(await store.credentials.findPrincipal("eva"), null);
	});

	test("refuses a principal that a party or an operator has, in any case", async (context) => {
		const { run } = await openShop(context);
		await run(addWithout("ana@example.com"));
		await run([...addOperator, "op@example.com"]);
		for (const taken of ["ANA@example.com", "Op@example.com"]) {
			const { code, stderr } = await run(addWithout(taken));
			assert.equal(code, 1);
			assert.equal(
				stderr,
				`The principal "${taken.toLowerCase()}" belongs to somebody already; nothing was added.\n`,
			);
		}
	});

	const faults: readonly [readonly string[], string | undefined, string][] = [
		[
			["party", "add", "--no-password"],
			undefined,
			"principals: A party needs at least one principal.",
		],
		[
			addWithout("a:b:c"),
			undefined,
			'principals[0]: "a:b:c" has a colon, which Basic credentials cannot carry; only a document may have one, as in "dni:12345678".',
		],
		[
			addWithout(" ana"),
			undefined,
			'principals[0]: " ana" has white space at its ends.',
		],
		[
			[...addWithout("ana"), "--principal", "ANA"],
			undefined,
			"principals: A principal is named twice; upper and lower case are the same.",
		],
		[
			[...addWithout("ana"), "--email", "ana@"],
			undefined,
			'email: "ana@" must be an e-mail address such as "ana@example.com".',
		],
		[
			[...add, "ana"],
			"1234567",
			"password: A password has 8 to 1024 characters.",
		],
		[
			[...add, "ana"],
			"x".repeat(1025),
			"password: A password has 8 to 1024 characters.",
		],
		[
			[...add, "ana"],
			"first line\nsecond",
			"Standard input has more than one line; send the password alone.",
		],
	];
	for (const [args, stdin, expected] of faults)
		test(`refuses: ${expected}`, async (context) => {
			const { store, run } = await openShop(context);
			const { code, stderr } = await run(
				args,
				stdin === undefined ? {} : { stdin },
			);
			assert.equal(code, 1);
			assert.equal(stderr, `${expected}\n`);
			assert.equal(await store.credentials.findPrincipal("ana"), null);
		});

	test("tells a terminal what it waits for, and reads up to Enter", async (context) => {
		const { store, run } = await openShop(context);
		const { code, stderr } = await run([...add, "ana"], {
			stdin: "geheim 12\r\n",
			isTTY: true,
		});
		assert.equal(code, 0);
		assert.match(stderr, /^Type the password and press Enter/);
		assert.equal(
			await verifyPassword("geheim 12", await hashOf(store, "ana")),
			true,
		);
	});
});

describe("party import", () => {
	const ana = { principals: ["ana"], firstname: "Ana", password: "geheim 12" };
	const shop = {
		principals: ["shop", "cuit:30"],
		lastname: "Shop",
		kind: "COMPANY",
	};
	const lines = (...parties: unknown[]) =>
		parties.map((party) => JSON.stringify(party)).join("\n");

	test("adds every line of standard input", async (context) => {
		const { store, run } = await openShop(context);
		const { code, stdout } = await run(["party", "import"], {
			stdin: `${lines(ana, "", shop).replace('""', "")}\n`,
		});
		assert.equal(stdout, "Imported 2 parties.\n");
		assert.equal(code, 0);
		assert.equal(
			await verifyPassword("geheim 12", await hashOf(store, "ana")),
			true,
		);
		assert.equal(await hashOf(store, "cuit$30"), null);
	});

	test("adds every line of a file", async (context) => {
		const { store, run, path } = await openShop(context);
		await writeFile(path("parties.jsonl"), lines(shop));
		assert.equal(
			(await run(["party", "import", path("parties.jsonl")])).stdout,
			"Imported 1 party.\n",
		);
		assert.ok(await store.credentials.findPrincipal("shop"));
	});

	const faults: readonly [string, string][] = [
		[
			`${lines(shop)}\n{"principals":["x"],"password":"geheim`,
			"line 2: The line is not JSON.",
		],
		[lines(shop, null), "line 2: must be an object, not null."],
		[
			`${lines(shop)}\n{"principals":["x"],"password":"geheim 12","pass\\u0077ord":"geheim 13"}`,
			'line 2: password: Key "password" appears twice in one object; send it once.',
		],
		[
			lines(
				shop,
				{ principals: [] },
				{ principals: ["x"], password: 12345678 },
			),
			"line 2: principals: A party needs at least one principal.\nline 3: password: must be a string, not a number.",
		],
		[
			lines(shop, { principals: ["x"], pasword: "geheim 12" }),
			'line 2: has the unknown key "pasword"; allowed are "kind", "principals", "firstname", "lastname", "email" or "password".',
		],
		[
			lines(shop, { principals: ["x", "SHOP"] }),
			'line 2: The principal "shop" stands already in line 1; one principal belongs to one party.',
		],
		[
			lines(shop, { principals: ["Taken"] }),
			'line 2: The principal "taken" belongs to somebody already; nothing was imported.',
		],
		["\n", "There is no party to import; send one JSON object a line."],
	];
	for (const [stdin, expected] of faults)
		test(`adds nobody when one line is wrong: ${expected.replaceAll("\n", " and ")}`, async (context) => {
			const { store, run } = await openShop(context);
			await run(addWithout("taken"));
			const { code, stdout, stderr } = await run(["party", "import"], {
				stdin,
			});
			assert.equal(code, 1);
			assert.equal(stdout, "");
			assert.equal(stderr, `${expected}\n`);
			assert.doesNotMatch(stderr, /geheim|1234/);
			assert.equal(await store.credentials.findPrincipal("shop"), null);
		});
});

describe("operator add", () => {
	test("stores the operator with groups and password", async (context) => {
		const { store, run } = await openShop(context);
		const args = [
			"operator",
			"add",
			"--email",
			"Op@Example.com",
			"--group",
			"desk",
			"--firstname",
			"Olga",
		];
		const { code, stdout } = await run(args, { stdin: "geheim 12" });
		assert.equal(stdout, 'Added the operator "Op@Example.com".\n');
		assert.equal(code, 0);
		const record = await store.credentials.findPrincipal("op@example.com");
		assert.ok(record?.kind === "operator");
		assert.deepEqual(record.operator.groupCodes, ["desk"]);
		assert.equal(record.operator.profile.firstname, "Olga");
		assert.equal(await verifyPassword("geheim 12", record.passwordHash), true);
	});

	test("refuses groups that do not exist or are not active", async (context) => {
		const { store, run } = await openShop(context);
		for (const group of ["nobody", "old"]) {
			const { code, stderr } = await run([
				...addOperator,
				"op@example.com",
				"--group",
				group,
			]);
			assert.equal(code, 1);
			assert.equal(
				stderr,
				`No active operator group has the code "${group}"; use "desk".\n`,
			);
		}
		assert.equal(await store.credentials.findPrincipal("op@example.com"), null);
	});

	test("refuses an e-mail that is none, and one that is taken", async (context) => {
		const { run } = await openShop(context);
		assert.equal(
			(await run([...addOperator, "op"])).stderr,
			'email: "op" must be an e-mail address such as "ana@example.com".\n',
		);
		await run(addWithout("op@example.com"));
		const { code, stderr } = await run([...addOperator, "OP@example.com"]);
		assert.equal(code, 1);
		assert.equal(
			stderr,
			'The e-mail "op@example.com" belongs to somebody already; nothing was added.\n',
		);
	});
});

/** The commands that change a person, by noun. */
const people = [
	{ noun: "party", name: "ana@example.com", stop: "disable" },
	{ noun: "operator", name: "op@example.com", stop: "block" },
] as const;

async function openPeople(context: { after(clean: () => unknown): void }) {
	const shop = await openShop(context);
	await shop.run(addWithout("ana@example.com"));
	await shop.run([...addOperator, "op@example.com"]);
	for (const { noun, name } of people)
		await startSession(
			shop.store,
			`${noun}-session`,
			await referenceTo(shop.store, name),
		);
	const openSessions = async () => {
		const found = await Promise.all(
			people.map(({ noun }) =>
				shop.store.credentials.findToken(`${noun}-session`),
			),
		);
		return people
			.filter((_, index) => found[index] !== null)
			.map(({ noun }) => noun);
	};
	return { ...shop, openSessions };
}

for (const { noun, name, stop } of people) {
	const others = people.filter((other) => other.noun !== noun);

	describe(`${noun} set-password`, () => {
		test("sets the password and ends the sessions of that person alone", async (context) => {
			const { store, run, openSessions } = await openPeople(context);
			const before = await store.versions();
			const { code, stdout } = await run(
				[noun, "set-password", name.toUpperCase()],
				{ stdin: "geheim 12\n" },
			);
			assert.equal(code, 0);
			assert.equal(
				stdout,
				`Set the password of ${noun} "${name.toUpperCase()}"; 1 session was ended.\n`,
			);
			assert.equal(
				await verifyPassword("geheim 12", await hashOf(store, name)),
				true,
			);
			assert.deepEqual(
				await openSessions(),
				others.map((other) => other.noun),
			);
			assert.ok((await store.versions()).credentials > before.credentials);
		});

		test("refuses a short password and somebody unknown, or of the other kind", async (context) => {
			const { store, run } = await openPeople(context);
			const short = await run([noun, "set-password", name], {
				stdin: "1234567",
			});
			assert.equal(short.code, 1);
			assert.equal(short.stderr, "A password has 8 to 1024 characters.\n");
			for (const other of ["nobody", others[0]?.name ?? ""]) {
				const { code, stderr } = await run([noun, "set-password", other], {
					stdin: "geheim 12",
				});
				assert.equal(code, 1);
				assert.match(
					stderr,
					new RegExp(`^No ${noun} has the (principal|e-mail) "${other}"\\.\n$`),
				);
			}
			for (const each of people)
				assert.equal(await hashOf(store, each.name), null);
		});
	});

	describe(`${noun} ${stop}`, () => {
		test("keeps the person out and ends their sessions, for good also when undone", async (context) => {
			const { store, run, openSessions } = await openPeople(context);
			const isDisabled = async () =>
				(await store.credentials.findPrincipal(name))?.isDisabled;
			const { code, stdout } = await run([noun, stop, name]);
			assert.equal(code, 0);
			assert.match(stdout, /; 1 session was ended\.\n$/);
			assert.equal(await isDisabled(), true);
			assert.equal((await run([noun, stop, name, "--undo"])).code, 0);
			assert.equal(await isDisabled(), false);
			assert.deepEqual(
				await openSessions(),
				others.map((other) => other.noun),
			);
		});
	});
}

describe("session revoke", () => {
	const selections: readonly [readonly string[], string, readonly string[]][] =
		[
			[["--party", "ana@example.com"], "1 session was ended", ["operator"]],
			[["--operator", "op@example.com"], "1 session was ended", ["party"]],
			[["--touchpoint", "web"], "2 sessions were ended", []],
			[["--touchpoint", "gone"], "no session was open", ["party", "operator"]],
			[["--all"], "2 sessions were ended", []],
		];
	for (const [args, expected, left] of selections)
		test(`${args.join(" ")} ends those sessions and no other`, async (context) => {
			const { run, openSessions } = await openPeople(context);
			const { code, stdout } = await run(["session", "revoke", ...args]);
			assert.equal(stdout, `Done: ${expected}.\n`);
			assert.equal(code, 0);
			assert.deepEqual(await openSessions(), left);
		});

	test("refuses somebody, or a touchpoint, that does not exist", async (context) => {
		const { run, openSessions } = await openPeople(context);
		for (const [args, expected] of [
			[["--party", "nobody"], 'No party has the principal "nobody".\n'],
			[
				["--touchpoint", "wep"],
				'No touchpoint has the code "wep"; there is "web" or "gone".\n',
			],
		] as const) {
			const { code, stderr } = await run(["session", "revoke", ...args]);
			assert.equal(code, 1);
			assert.equal(stderr, expected);
		}
		assert.deepEqual(await openSessions(), ["party", "operator"]);
	});
});

describe("touchpoint token", () => {
	const find = (store: Store, stdout: string) =>
		store.credentials.findToken(tokenDigest(stdout.trimEnd()));

	test("prints the token alone on standard output, and keeps earlier ones", async (context) => {
		const { store, run } = await openShop(context);
		const first = await run(["touchpoint", "token", "web"]);
		assert.equal(first.code, 0);
		assert.match(first.stdout, /^[\w-]{43}\n$/);
		assert.match(
			first.stderr,
			/^This is the new token of touchpoint "web"; it cannot be printed again, and earlier tokens stay valid\.\n$/,
		);
		const second = await run(["touchpoint", "token", "web"]);
		assert.notEqual(second.stdout, first.stdout);
		for (const { stdout } of [first, second])
			assert.deepEqual(await find(store, stdout), {
				kind: "touchpoint",
				touchpointCode: "web",
				isDemo: false,
			});
	});

	test("revokes every earlier token with --replace", async (context) => {
		const { store, run } = await openShop(context);
		const old = await run(["touchpoint", "token", "web"]);
		const fresh = await run(["touchpoint", "token", "web", "--replace"]);
		assert.match(fresh.stderr, /every earlier token is revoked\.\n$/);
		assert.equal(await find(store, old.stdout), null);
		assert.ok(await find(store, fresh.stdout));
	});

	test("refuses a touchpoint that does not exist or is not active", async (context) => {
		const { run } = await openShop(context);
		for (const [code, expected] of [
			["wep", 'No touchpoint has the code "wep"; there is "web" or "gone".\n'],
			[
				"gone",
				'Touchpoint "gone" is not active; put it into the catalogue file first.\n',
			],
		] as const) {
			const outcome = await run(["touchpoint", "token", code]);
			assert.deepEqual(outcome, { code: 1, stdout: "", stderr: expected });
		}
	});
});
