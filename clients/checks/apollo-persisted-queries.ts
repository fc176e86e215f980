import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gql } from "@apollo/client";
import { client } from "../recipes/apollo-persisted-queries.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";

type Data = { viewer: { email: string } };

describe(
	nameWithVersion("Apollo's PersistedQueryLink", "@apollo/client"),
	() => {
		test("tries the hash by GET, then sends the text, and only texts from then on", async () => {
			const viewer = await client.query<Data>({
				query: gql`query Viewer { viewer { email } }`,
			});
			assert.equal(viewer.data?.viewer.email, "party1@example.com");
			const types = await client.query<Data>({
				query: gql`query Types { caseTypes { code } }`,
			});
			assert.ok(types.data);
			const sent = proxy.seen.map(({ method, body, path }) => {
				const what = `${body}${decodeURIComponent(path)}`;
				return `${method} ${what.includes("query ") ? "text" : "hash"}`;
			});
			assert.equal(sent[0], "GET hash");
			assert.equal(sent.length, 3);
			for (const call of sent.slice(1)) assert.match(call, /text$/);
		});
	},
);
