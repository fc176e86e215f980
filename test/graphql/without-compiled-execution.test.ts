import assert from "node:assert/strict";
import {
	copyFileSync,
	cpSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { graphql, party1 } from "../support/requests.ts";
import { startServer, temporaryFolder } from "../support/test-server.ts";

const root = join(import.meta.dirname, "../..");
const createCase =
	'mutation($comments: [CaseCommentInput!]) { createCase(input: { categoryCode: "Reclamo", typeCode: "Telefonico", comments: $comments }) { case { comments { description } } userErrors { code } } }';

/** A copy of the source without the folder, its one import and its one call. */
function copyWithoutFolder(): string {
	const folder = temporaryFolder();
	cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
	copyFileSync(join(root, "package.json"), join(folder, "package.json"));
	for (const name of ["node_modules", "drizzle", "demo"])
		symlinkSync(join(root, name), join(folder, name));
	const execution = join(folder, "src/graphql/execution");
	rmSync(join(execution, "compiled"), { recursive: true });
	const file = join(execution, "create-run-operation.ts");
	const parts = readFileSync(file, "utf8").split(
		/import \{ createCompiledExecution \} from "[^"]+";\n|createCompiledExecution\(options\)/,
	);
	assert.equal(parts.length, 3);
	writeFileSync(file, `${parts[0]}${parts[1]}null${parts[2]}`);
	return folder;
}

test("a server works when the folder of the compiled execution is deleted", async () => {
	const app = join(copyWithoutFolder(), "src/app.ts");
	const { createApp } = await import(pathToFileURL(app).href);
	await using server = await startServer({}, () => {}, createApp);
	for (let time = 0; time < 6; time++) {
		const comments = [{ description: `comment ${time}` }];
		const { body } = await graphql(server, createCase, { comments }, party1);
		assert.deepEqual(body.data.createCase, {
			case: { comments },
			userErrors: [],
		});
	}
	const refused = await graphql(server, "{ nada }", {}, party1);
	assert.equal(refused.body.errors[0].extensions.code, "BAD_USER_INPUT");
});
