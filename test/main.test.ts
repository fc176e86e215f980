import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { freePort } from "./support/free-port.ts";
import { readDatabase } from "./support/read-database.ts";
import { spawnCasebridge } from "./support/spawn-casebridge.ts";
import { copyDemoDatabase, temporaryFolder } from "./support/test-server.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

async function settings(more: NodeJS.ProcessEnv = {}) {
	const folder = temporaryFolder();
	return {
		folder,
		env: {
			PORT: String(await freePort()),
			DATABASE_URL: `file:${join(folder, "data/casebridge.db")}`,
			LOG_LEVEL: "warn",
			...more,
		},
	};
}

/** Settings with a database that holds the demo data: the first start, which makes them, has tests of its own. */
async function settingsWithDemo() {
	const made = await settings();
	await copyDemoDatabase(join(made.folder, "data/casebridge.db"));
	return made;
}

function countCases(folder: string): unknown {
	return readDatabase(join(folder, "data/casebridge.db"), (database) =>
		database.prepare("SELECT count(*) FROM cases").pluck().get(),
	);
}

describe("npm start", () => {
	test("keeps V8 from making objects among the old ones by what it has seen before", async () => {
		const { env } = await settingsWithDemo();
		const program = spawnCasebridge(env, {
			nodeArgs: ["--trace-pretenuring-statistics"],
		});
		await program.until(/Create a case:/);
		assert.doesNotMatch(program.output(), /pretenuring/);
		program.process.kill("SIGTERM");
		assert.equal(await program.exited, 0);
	});

	test("keeps V8 from throwing compiled code away when nobody calls for a while", async () => {
		const { env } = await settingsWithDemo();
		const tag = "v8.cachedDataVersionTag()";
		const program = spawnCasebridge(env, {
			nodeArgs: [
				"--import",
				`data:text/javascript,import v8 from "node:v8";process.on("exit",()=>console.log("tag "+${tag}))`,
			],
		});
		await program.until(/Create a case:/);
		program.process.kill("SIGTERM");
		assert.equal(await program.exited, 0);
		// V8 does not say which flags are set, but what it compiles is marked by all of them.
		const expected = await promisify(execFile)(process.execPath, [
			"--no-allocation-site-pretenuring",
			"--no-memory-reducer-favors-memory",
			"--print",
			tag,
		]);
		assert.match(program.output(), new RegExp(`tag ${expected.stdout}$`));
	});

	test("loads the demo data into an empty database and prints what a newcomer needs; the printed curl works when pasted", {
		skip: hasCurl ? false : "curl is not installed",
	}, async () => {
		const { folder, env } = await settings();
		const program = spawnCasebridge(env);
		const [, command = ""] = await program.until(
			/Create a case:\n(curl [\s\S]*?)\n\n?$/,
		);
		const output = program.output();
		assert.ok(
			output.includes(`GraphiQL: http://localhost:${env.PORT}/graphql`),
		);
		assert.ok(
			output.includes("The database was empty: the demo data is loaded."),
		);
		for (const secret of [
			"demo-web-token",
			"demo-kiosk-token",
			"demo-callcenter-token",
			"demo-party-1",
			"demo-party-2",
			"demo-operator-1",
		])
			assert.ok(output.includes(secret), secret);
		const pasted = await promisify(execFile)("bash", ["-c", command]);
		const answer = JSON.parse(pasted.stdout);
		assert.equal(answer.case.id, 1);
		assert.equal(answer.case.categoryCode, "Reclamo");
		assert.equal(countCases(folder), 1);
		program.process.kill("SIGTERM");
		assert.equal(await program.exited, 0);

		const again = spawnCasebridge(env);
		await again.until(/Create a case/);
		assert.ok(!again.output().includes("The database was empty"));
		again.process.kill("SIGINT");
		assert.equal(await again.exited, 0);
		assert.ok(existsSync(join(folder, "data/attachments")));
	});

	test("C30: in production loads no demo data and refuses demo credentials in a database that has them", async () => {
		const { env } = await settingsWithDemo();
		const first = spawnCasebridge(env);
		await first.until(/Create a case/);
		first.process.kill("SIGTERM");
		await first.exited;

		const production = spawnCasebridge({ ...env, NODE_ENV: "production" });
		await production.until(/casebridge listens/);
		assert.ok(!production.output().includes("demo-"));
		assert.ok(!production.output().includes("GraphiQL"));
		const url = `http://127.0.0.1:${env.PORT}`;
		const answer = await fetch(
			`${url}/api/v4/cases?touchpoint=web&token=demo-web-token`,
			{
				method: "POST",
				headers: {
					"content-type": "application/json",
					authorization: `Basic ${btoa("party1@example.com:demo-party-1")}`,
				},
				body: '{"categoryCode":"Reclamo","typeCode":"Telefonico"}',
			},
		);
		assert.equal(answer.status, 401);
		const page = await fetch(`${url}/graphql`, {
			headers: { accept: "text/html" },
		});
		assert.equal(page.status, 406);
		production.process.kill("SIGTERM");
		assert.equal(await production.exited, 0);

		const empty = await settings({ NODE_ENV: "production" });
		const fresh = spawnCasebridge(empty.env);
		await fresh.until(/casebridge listens/);
		const parties = readDatabase(
			join(empty.folder, "data/casebridge.db"),
			(database) =>
				database.prepare("SELECT count(*) FROM parties").pluck().get(),
		);
		assert.equal(parties, 0);
		fresh.process.kill("SIGTERM");
		await fresh.exited;
	});

	test("H12: finishes a request it has begun to read when it is asked to end, within ten seconds, and leaves a whole database", async () => {
		const { folder, env } = await settingsWithDemo();
		const program = spawnCasebridge(env);
		await program.until(/Create a case/);
		const body = '{"categoryCode":"Reclamo","typeCode":"Telefonico"}';
		const socket = connect(Number(env.PORT), "127.0.0.1");
		let answer = "";
		socket.on("data", (chunk) => {
			answer += chunk;
		});
		const closed = once(socket, "close");
		socket.write(
			[
				"POST /api/v4/cases?touchpoint=web&token=demo-web-token HTTP/1.1",
				"Host: localhost",
				`Authorization: Basic ${btoa("party1@example.com:demo-party-1")}`,
				"Content-Type: application/json",
				`Content-Length: ${body.length}`,
				"",
				body.slice(0, 10),
			].join("\r\n"),
		);
		await new Promise((resolve) => setTimeout(resolve, 500));
		program.process.kill("SIGTERM");
		await new Promise((resolve) => setTimeout(resolve, 200));
		socket.write(body.slice(10));
		await closed;
		assert.match(answer, /^HTTP\/1\.1 201 /);
		// After ten seconds it would have ended itself, with 1.
		assert.equal(await program.exited, 0);
		const file = join(folder, "data/casebridge.db");
		assert.ok(!existsSync(`${file}-wal`));
		const mark = readDatabase(`${file}-mark`, (database) =>
			database.prepare("SELECT event_id, hash FROM mark").raw().get(),
		);
		const last = readDatabase(file, (database) =>
			database.prepare("SELECT id, hash FROM case_events").raw().get(),
		);
		assert.deepEqual(mark, last);
		assert.equal(countCases(folder), 1);
	});

	test("loads the demo data once when two servers start at the same moment", async () => {
		const { folder, env } = await settings();
		const second = String(await freePort());
		const programs = [
			spawnCasebridge(env),
			spawnCasebridge({ ...env, PORT: second }),
		];
		await Promise.all(
			programs.map((program) => program.until(/Create a case/)),
		);
		for (const program of programs) {
			program.process.kill("SIGTERM");
			assert.equal(await program.exited, 0);
		}
		const parties = readDatabase(
			join(folder, "data/casebridge.db"),
			(database) =>
				database.prepare("SELECT count(*) FROM parties").pluck().get(),
		);
		assert.equal(parties, 2);
	});

	test("keeps demo data out of a database in which somebody is", async () => {
		const { env } = await settings();
		const add = spawnCasebridge(env, {
			args: [
				"party",
				"add",
				"--principal",
				"party1@example.com",
				"--no-password",
			],
		});
		assert.equal(await add.exited, 0, add.output());
		const program = spawnCasebridge(env);
		await program.until(/casebridge listens/);
		await new Promise((resolve) => setTimeout(resolve, 200));
		assert.ok(!program.output().includes("demo"), program.output());
		program.process.kill("SIGTERM");
		await program.exited;
	});

	test("says in one sentence that the port is in use", async () => {
		const other = createServer().listen(0, "127.0.0.1");
		await once(other, "listening");
		const { port } = other.address() as { port: number };
		const { env } = await settings({ PORT: String(port) });
		const program = spawnCasebridge(env);
		assert.equal(await program.exited, 1);
		assert.equal(
			program.output(),
			`Port ${port} is in use; stop the program that uses it, or set PORT to another one.\n`,
		);
		other.close();
	});

	test("names every mistake of the configuration in one message", async () => {
		const { env } = await settings({
			PORT: "many",
			PUBLIC_URL: "ftp://x",
			CORS_ORIGINS: "https://shop.example/path",
			V4_BASE_PATH: "api",
			CASE_NUMBER_START: "0",
			NODE_ENV: "staging",
		});
		const program = spawnCasebridge({ ...env, DATABASE_URL: "postgres://x" });
		assert.equal(await program.exited, 1);
		for (const name of [
			"PORT",
			"PUBLIC_URL",
			"CORS_ORIGINS",
			"V4_BASE_PATH",
			"CASE_NUMBER_START",
			"NODE_ENV",
			"DATABASE_URL",
		])
			assert.match(
				program.output(),
				new RegExp(`^  ${name}=".*" must .*\\.$`, "m"),
			);
	});

	test("H7, H9: says in one sentence that the database is damaged, and that a folder cannot be used", async () => {
		const { folder, env } = await settings();
		const damaged = join(folder, "damaged.db");
		writeFileSync(damaged, "not a database ".repeat(500));
		const first = spawnCasebridge({ ...env, DATABASE_URL: `file:${damaged}` });
		assert.equal(await first.exited, 1);
		assert.match(
			first.output(),
			/^The database .* is damaged or is no SQLite database .*\n$/,
		);
		const second = spawnCasebridge({
			...env,
			DATABASE_URL: `file:${join(damaged, "x.db")}`,
		});
		assert.equal(await second.exited, 1);
		assert.match(second.output(), /^The folder .* cannot be written .*\n$/);
		const third = spawnCasebridge({ ...env, ATTACHMENTS_DIR: damaged });
		assert.equal(await third.exited, 1);
		assert.match(third.output(), /^The folder .* ATTACHMENTS_DIR\.\n$/);
	});

	test("says in words that Node is too old", async () => {
		const { env } = await settings();
		for (const version of ["20.20.2", "22.22.1"]) {
			const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
			const program = spawnCasebridge(env, { nodeArgs: ["--import", old] });
			assert.equal(await program.exited, 1);
			assert.match(
				program.output(),
				/^casebridge needs Node 22\.22\.2 or newer .*\n$/,
			);
		}
	});
});
