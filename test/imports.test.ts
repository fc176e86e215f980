import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { test } from "node:test";

const source = join(import.meta.dirname, "../src");

/**
 * What each room may import: other rooms of `src` by name, packages by name, `node:*` for all of Node.
 * The files at the top level (main, app, server) wire everything together and may import anything.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
	domain: ["domain", "zod", "node:crypto"],
	authentication: ["domain", "node:crypto", "lru-cache", "p-limit"],
	http: [
		"domain",
		"authentication",
		"node:buffer",
		"node:crypto",
		"node:http",
		"node:net",
		"node:stream",
		"node:util",
		"node:zlib",
		"fastify",
		"@fastify/busboy",
		"@fastify/cors",
		"cookie",
		"forwarded-parse",
		"ipaddr.js",
		"lru-cache",
		"negotiator",
		"rate-limiter-flexible",
	],
	graphql: [
		"domain",
		"http",
		"config",
		"dataloader",
		"fastify",
		"graphql",
		"graphql-jit",
		"graphql-yoga",
		"graphql-scalars",
		"lru-cache",
		"negotiator",
		"@pothos/*",
		"@graphql-yoga/*",
		"node:crypto",
		"node:fs",
		"node:util",
		"node:zlib",
	],
	rest: ["domain", "http", "fastify", "node:stream/web"],
	store: [
		"domain",
		"drizzle-orm",
		"better-sqlite3",
		"p-limit",
		"pg",
		"node:*",
		"@aws-sdk/client-s3",
	],
	cli: [
		"domain",
		"http",
		"store",
		"config",
		"commander",
		"@commander-js/extra-typings",
		"node:*",
	],
	config: [
		"domain",
		"http",
		"store",
		"node:path",
		"node:net",
		"node:url",
		"zod",
	],
	startup: ["domain", "config", "store", "node:fs/promises"],
};

const specifier =
	/(?:^|\n)(?:import|export)\s[^;]*?from "([^"]+)"|\bimport\s*\(?\s*"([^"\n]+)"/g;

function importsOf(file: string): string[] {
	const text = readFileSync(file, "utf8");
	return [...text.matchAll(specifier)].map((match) =>
		String(match[1] ?? match[2]),
	);
}

/** A relative import becomes its room (the first folder or file under src), anything else its package. */
function roomOf(file: string, imported: string): string {
	if (imported.startsWith("."))
		return relative(source, join(dirname(file), imported)).split(sep)[0] ?? "";
	if (imported.startsWith("node:")) return imported;
	const parts = imported.split("/");
	return imported.startsWith("@") ? parts.slice(0, 2).join("/") : `${parts[0]}`;
}

function isAllowed(room: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) =>
		pattern.endsWith("*")
			? room.startsWith(pattern.slice(0, -1))
			: room === pattern,
	);
}

test("every room imports only what it may: graphql -> domain <- store, rest -> domain", () => {
	const files = globSync("*/**/*.ts", { cwd: source });
	assert.ok(files.length > 60, `only ${files.length} files were found`);
	const rooms = new Set(files.map((file) => file.split(sep)[0]));
	assert.deepEqual([...rooms].sort(), Object.keys(allowed).sort());
	const wrong = files.flatMap((name) => {
		const file = join(source, name);
		const room = name.split(sep)[0] as string;
		const own = [room, ...(allowed[room] as readonly string[])];
		return importsOf(file)
			.filter((imported) => !isAllowed(roomOf(file, imported), own))
			.map((imported) => `${name} imports ${imported}`);
	});
	assert.deepEqual(wrong, []);
});

test("the server that both protocols are mounted on imports neither", () => {
	const file = join(source, "server.ts");
	const rooms = importsOf(file).map((imported) => roomOf(file, imported));
	assert.ok(rooms.includes("http"));
	assert.deepEqual(
		rooms.filter((room) => room === "rest" || room === "graphql"),
		[],
	);
});

test("the AWS SDK is loaded by the folder that speaks S3 alone, which is loaded only where a bucket is opened", () => {
	const files = globSync("**/*.ts", { cwd: source }).filter(
		(name) => !name.startsWith(join("store/attachments/s3", sep)),
	);
	const importing = files.flatMap((name) =>
		importsOf(join(source, name))
			.filter((path) => path.startsWith("@aws-sdk") || path.includes("/s3/"))
			.map((path) => `${name} imports ${path}`),
	);
	const opener = "store/attachments/open-attachments.ts";
	const opened = "./s3/open-attachment-bucket.ts";
	assert.deepEqual(importing, [`${opener} imports ${opened}`]);
	const text = readFileSync(join(source, opener), "utf8");
	assert.match(text, new RegExp(`await import\\(\\s*"${opened}"`));
});

test("rows, checksums and the chain of events know no database", () => {
	const files = globSync("store/{rows,integrity}/*.ts", { cwd: source });
	assert.ok(files.length > 6, `only ${files.length} files were found`);
	const pure = /^(domain|store\/(rows|integrity)\/|store\/store-error\.ts$)/;
	const wrong = files.flatMap((name) => {
		const file = join(source, name);
		return importsOf(file)
			.map((imported) =>
				imported.startsWith(".")
					? relative(source, join(dirname(file), imported))
					: imported,
			)
			.filter((path) => !pure.test(path) && path !== "node:crypto")
			.map((path) => `${name} imports ${path}`);
	});
	assert.deepEqual(wrong, []);
});

test("no file imports itself, by any way round, for types neither", () => {
	const files = globSync("**/*.ts", { cwd: source }).map((name) =>
		join(source, name),
	);
	const circles: string[] = [];
	const finished = new Set<string>();
	const isRelative = (imported: string) => imported.startsWith(".");
	function follow(file: string, way: readonly string[]) {
		if (way.includes(file))
			circles.push(
				[...way.slice(way.indexOf(file)), file]
					.map((name) => relative(source, name))
					.join(" -> "),
			);
		else if (!finished.has(file)) {
			for (const imported of importsOf(file).filter(isRelative))
				follow(join(dirname(file), imported), [...way, file]);
			finished.add(file);
		}
	}
	for (const file of files) follow(file, []);
	assert.deepEqual(circles, []);
});

test("the import test sees the imports it judges", () => {
	const imports = importsOf(join(source, "app.ts"));
	assert.ok(imports.includes("fastify"));
	assert.ok(imports.includes("./rest/v4/v4-routes.ts"));
});
