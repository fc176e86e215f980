/** What a part of a create is about, by the beginning of the owner of its functions; the first that fits. */
const slices: readonly (readonly [slice: string, owners: readonly string[]])[] =
	[
		[
			"COMMIT, with waiting for the disk",
			["src/store/sqlite/writer.ts", "bench/bare-store.ts"],
		],
		[
			"inserts and look-up of the key",
			["src/store/sqlite/connection/statements.ts", "bench/bare-inserts.ts"],
		],
		["digests and chain", ["src/store/integrity/", "node:internal/crypto"]],
		["rows, jobs, versions", ["src/store/", "better-sqlite3", "drizzle-orm"]],
		["rules", ["src/domain/", "zod"]],
		[
			"credentials and context",
			[
				"src/authentication/",
				"src/http/callers/",
				"src/http/routes/",
				"lru-cache",
				"base64Write",
			],
		],
		[
			"strict JSON",
			[
				"src/http/json/",
				"src/http/body/",
				"node:internal/encoding",
				"decodeUTF8",
			],
		],
		[
			"GraphQL",
			[
				"graphql",
				"@pothos",
				"src/graphql/",
				"@graphql-tools",
				"@envelop",
				"@whatwg-node",
			],
		],
		["wording the v4 answer", ["src/rest/"]],
		[
			"Fastify",
			[
				"fastify",
				"find-my-way",
				"src/http/",
				"src/server.ts",
				"toad-cache",
				"pino",
				"fast-",
			],
		],
		[
			"Node: HTTP, streams, timers, microtasks",
			[
				"node:",
				"writeUtf8String",
				"runMicrotasks",
				"bench/peers/",
				"utf8Slice",
			],
		],
		["garbage collection", ["(garbage collector)"]],
		["waiting for requests", ["(idle)"]],
	];

/** Microseconds of each slice, from the microseconds of each owner. */
export function slicesOf(
	owners: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
	const sums = new Map(slices.map(([slice]) => [slice, 0]));
	for (const [owner, spent] of owners) {
		const found = slices.find(([, starts]) =>
			starts.some((start) => owner.startsWith(start)),
		);
		const slice = found?.[0] ?? "everything else";
		sums.set(slice, (sums.get(slice) ?? 0) + spent);
	}
	return sums;
}
