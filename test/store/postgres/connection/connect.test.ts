import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import {
	requireSettings,
	type ServerSettings,
} from "../../../../src/store/postgres/connection/require-settings.ts";
import { openPostgresStore } from "../../../../src/store/postgres/open-postgres-store.ts";
import { freePort } from "../../../support/free-port.ts";
import {
	newDatabase,
	type TestDatabase,
} from "../../../support/postgres/new-database.ts";
import { startPooler } from "../../../support/postgres/start-pooler.ts";
import {
	type PostgresServer,
	startPostgres,
} from "../../../support/postgres/start-postgres.ts";

const secret = "s3cret-word";
const authority = join(
	import.meta.dirname,
	"../../../fixtures/certificate/server.crt",
);

/** Refused in one sentence, which quotes no password. */
async function assertRefused(url: string, message: RegExp) {
	const opening = openPostgresStore({ url });
	await assert.rejects(opening, (error: Error) => {
		assert.equal(error.name, "StoreError");
		assert.match(error.message, message);
		assert.ok(!error.message.includes("\n"));
		assert.ok(!error.message.includes(secret), error.message);
		return true;
	});
}

/** Opened and closed at once. */
async function assertOpens(url: string) {
	await (await openPostgresStore({ url })).close();
}

describe("an address of a PostgreSQL database", () => {
	const wrong: readonly [string, string, RegExp][] = [
		["is no address", `postgres:/${secret}`, /names no host; write it as in/],
		[
			"has another protocol",
			`mysql://u:${secret}@h/d`,
			/is no address such as/,
		],
		[
			"has a port that is none",
			`postgres://u:${secret}@h:x/d`,
			/is no address/,
		],
		[
			"names no host",
			`postgres://u:${secret}@/d`,
			/is no address|names no host/,
		],
		["names no user", "postgres://h/d", /names no user; write one as in/],
		["names no database", `postgres://u:${secret}@h`, /names no database/],
		["has a wrong escape", `postgres://u%:${secret}@h/d`, /has a "%"/],
	];
	for (const [what, url, message] of wrong)
		test(`that ${what} is refused in one sentence`, () =>
			assertRefused(url, message));
});

describe("a connection to PostgreSQL", () => {
	let database: TestDatabase;
	before(async () => {
		database = await newDatabase();
	});
	after(() => database[Symbol.asyncDispose]());
	const changed = (change: (url: URL) => void) => {
		const url = new URL(database.url);
		change(url);
		return url.href;
	};

	test("opens an empty database, and the same again", async () => {
		await assertOpens(database.url);
		await assertOpens(database.url.replace("postgres:", "postgresql:"));
		const [row] = await database.query(
			"SELECT catalogue, credentials FROM versions",
		);
		assert.deepEqual(row, { catalogue: "1", credentials: "1" });
	});

	test("is refused with a wrong password, and with an unknown user", async () => {
		const refused =
			/^PostgreSQL at 127\.0\.0\.1:\d+ refused the login of \w+ to \w+ \(28P01\); correct user and password in DATABASE_URL/;
		await assertRefused(
			changed((url) => {
				url.password = secret;
			}),
			refused,
		);
		await assertRefused(
			changed((url) => {
				url.username = "nobody";
				url.password = secret;
			}),
			refused,
		);
	});

	test("is refused where there is no such database", () =>
		assertRefused(
			changed((url) => {
				url.pathname = "/missing";
			}),
			/^There is no database missing at 127\.0\.0\.1:\d+; create it by "createdb missing"/,
		));

	test("is refused to a user who may make no tables", async () => {
		await database.query(
			`CREATE ROLE ${database.name} LOGIN PASSWORD '${secret}'`,
		);
		await using empty = await newDatabase();
		try {
			const url = new URL(empty.url);
			url.username = database.name;
			url.password = secret;
			await assertRefused(
				url.href,
				/^test_\w+ may not use \w+ at 127\.0\.0\.1:\d+ \(42501\); make that user the owner/,
			);
		} finally {
			await database.query(`DROP ROLE ${database.name}`);
		}
	});

	test("is refused where nothing listens, where no such host is, and where nothing answers", async () => {
		const port = String(await freePort());
		await assertRefused(
			changed((url) => {
				url.port = port;
			}),
			new RegExp(
				`^PostgreSQL at 127\\.0\\.0\\.1:${port} cannot be reached \\(ECONNREFUSED\\); start it there`,
			),
		);
		await assertRefused(
			changed((url) => {
				url.hostname = "nowhere.invalid";
			}),
			/^PostgreSQL at nowhere\.invalid:\d+ cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/,
		);
		const silent = createServer().listen(0, "127.0.0.1");
		await once(silent, "listening");
		const { port: silentPort } = silent.address() as { port: number };
		await assertRefused(
			changed((url) => {
				url.port = String(silentPort);
			}),
			/cannot be reached \(no answer\)/,
		);
		silent.close();
	});

	test("is refused where it must be encrypted and cannot be, and where its authority cannot be read", async () => {
		await assertRefused(
			`${database.url}?sslmode=verify-full`,
			/^No encrypted connection to PostgreSQL at 127\.0\.0\.1:\d+ came about \(it offers none\)/,
		);
		await assertRefused(
			`${database.url}?sslmode=verify-full&sslrootcert=/missing.pem`,
			/^The file \/missing\.pem that DATABASE_URL names cannot be read \(ENOENT\)/,
		);
	});

	for (const value of ["off", "local", "remote_write"])
		test(`is refused with synchronous_commit=${value}, whoever set it`, async () => {
			await using own = await newDatabase();
			await own.query(
				`ALTER DATABASE ${own.name} SET synchronous_commit = ${value}`,
			);
			await assertRefused(
				own.url,
				new RegExp(
					`^PostgreSQL has synchronous_commit=${value} for this user and database`,
				),
			);
		});

	test("is made with a stronger synchronous_commit", async () => {
		await using own = await newDatabase();
		await own.query(
			`ALTER DATABASE ${own.name} SET synchronous_commit = remote_apply`,
		);
		await assertOpens(own.url);
	});

	test("is refused to a database that is read only, or of another encoding", async () => {
		await using own = await newDatabase();
		await own.query(
			`ALTER DATABASE ${own.name} SET default_transaction_read_only = on`,
		);
		await assertRefused(own.url, /^The database is read only for this user/);
		await using latin = await newDatabase(
			"TEMPLATE template0 ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C'",
		);
		await assertRefused(latin.url, /^The database has the encoding LATIN1/);
	});
});

describe("a server of PostgreSQL", () => {
	let server: PostgresServer;
	before(async () => {
		server = await startPostgres("standby", "encrypted");
	});
	after(() => server.stop());

	test("is refused as a standby, and without fsync once it is none", async () => {
		const url = server.urlOf("postgres");
		await assertRefused(
			url,
			/^PostgreSQL is a standby in recovery, which cannot write; name the primary/,
		);
		const client = new pg.Client(url);
		await client.connect();
		await client.query("SELECT pg_promote()");
		await client.query("ALTER SYSTEM SET fsync = off");
		await client.query("SELECT pg_reload_conf()");
		await client.end();
		await assertRefused(
			url,
			/^PostgreSQL has fsync=off, by which a power cut loses acknowledged cases; set fsync=on\.$/,
		);
	});

	test("is refused with a certificate of nobody, and taken with one of the authority that is named", async () => {
		const url = server.urlOf("postgres");
		await assertRefused(
			`${url}?sslmode=verify-full`,
			/^No encrypted connection to PostgreSQL at 127\.0\.0\.1:\d+ came about \(DEPTH_ZERO_SELF_SIGNED_CERT\); correct its certificate, name its authority/,
		);
		await assertRefused(
			`${url}?sslmode=verify-full&sslrootcert=${authority}`,
			/has fsync=off/,
		);
	});

	test("is refused behind a pooler that shares a session between transactions", async () => {
		await using database = await newDatabase();
		await using pooler = await startPooler(new URL(database.url));
		await assertRefused(
			pooler.url,
			/^DATABASE_URL leads to a pooler that shares sessions between transactions, and a writer needs a session of its own/,
		);
	});
});

describe("what a server says about itself", () => {
	const good: ServerSettings = {
		version: "15.0",
		versionNumber: 150_000,
		fsync: "on",
		synchronousCommit: "on",
		encoding: "UTF8",
		isStandby: false,
		isReadOnly: false,
	};

	test("is enough from PostgreSQL 15 on", () => {
		requireSettings(good);
		assert.throws(
			() =>
				requireSettings({ ...good, version: "14.20", versionNumber: 140_020 }),
			/^StoreError: casebridge needs PostgreSQL 15 or newer and found 14\.20; upgrade the server\.$/,
		);
	});
});
