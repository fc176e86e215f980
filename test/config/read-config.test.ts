import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ConfigError, readConfig } from "../../src/config/read-config.ts";

describe("a configuration that is wrong", () => {
	const secrets: readonly [NodeJS.ProcessEnv, string][] = [
		[
			{ DATABASE_URL: "postgres://clerk:s3cret@db.example/cases" },
			'DATABASE_URL="postgres://…@db.example/cases" must be a file address',
		],
		[
			{ DATABASE_URL: "postgres://clerk:s3/cr@et@db.example/cases" },
			'DATABASE_URL="postgres://…@db.example/cases" must be',
		],
		[
			{
				DATABASE_URL: "postgres://db.example/cases?user=clerk&password=s3cret",
			},
			"/cases?user=clerk&password=…",
		],
		[
			{ DATABASE_URL: "host=db.example password=s3cret dbname=cases" },
			'"host=db.example password=… dbname=cases"',
		],
		[
			{ ATTACHMENTS_URL: "s3://AKIA:s3cret@bucket" },
			'ATTACHMENTS_URL="s3://…@bucket"',
		],
		[
			{ PUBLIC_URL: "https://clerk:s3cret@cases.example" },
			'PUBLIC_URL="https://…@cases.example"',
		],
		[
			{ CORS_ORIGINS: "https://shop.example,https://clerk:s3cret@b.example" },
			"@b.example",
		],
	];
	for (const [env, quoted] of secrets)
		test(`is quoted without its secret: ${Object.keys(env)}, ${quoted}`, () => {
			assert.throws(
				() => readConfig(env),
				(error) => {
					assert.ok(error instanceof ConfigError);
					assert.ok(error.message.includes(quoted), error.message);
					assert.doesNotMatch(error.message, /s3cret|s3\/cr|et@/);
					return true;
				},
			);
		});

	test("is quoted as it stands where there is no secret in it", () => {
		assert.throws(() => readConfig({ PORT: "80a" }), /PORT="80a" must be/);
	});
});
