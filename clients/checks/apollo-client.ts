import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import {
	ApolloClient,
	CombinedGraphQLErrors,
	gql,
	HttpLink,
	InMemoryCache,
	type TypedDocumentNode,
} from "@apollo/client";
import { client, createCase, possibleTypes } from "../recipes/apollo-client.ts";
import { endpoint, headers } from "../recipes/demo-party.ts";
import { uploadFile } from "../recipes/rest-with-fetch.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { readPossibleTypes } from "../support/possible-types.ts";
import { proxy } from "../support/proxy.ts";
import { telefonico } from "../support/telefonico.ts";

const cases: TypedDocumentNode<
	CasesData,
	{ first: number; after?: string | null }
> = gql`
	query Cases($first: Int!, $after: String) {
		cases(first: $first, after: $after) {
			edges { node { id assignee { ... on OperatorGroup { name } } } }
			pageInfo { hasNextPage endCursor }
		}
	}
`;
type CasesData = {
	cases: {
		edges: { node: { id: string; assignee: { name: string } } }[];
		pageInfo: { hasNextPage: boolean; endCursor: string | null };
	};
};

describe(nameWithVersion("Apollo Client", "@apollo/client"), () => {
	test("creates a case once, however often it is sent", async () => {
		const key = randomUUID();
		const first = await createCase(telefonico, key);
		const again = await createCase(telefonico, key);
		assert.deepEqual([first.replayed, again.replayed], [false, true]);
		assert.equal(first.case?.number, again.case?.number);
	});

	for (const [title, fail, replayed] of [
		["whose answer is lost", proxy.loseNextAnswer, true],
		["that meets 503", proxy.refuseNextRequest, false],
	] as const)
		test(`its RetryLink sends a create ${title} again`, async () => {
			fail();
			assert.equal((await createCase(telefonico)).replayed, replayed);
		});

	test("reads user errors as data", async () => {
		await assert.rejects(createCase({ ...telefonico, status: "Closed" }), {
			message: /"Closed" cannot be the first status/,
		});
	});

	test("keeps an uploaded file with a case", async () => {
		const upload = await uploadFile("log.txt", new Blob(["dead"]));
		const { case: created } = await createCase({
			...telefonico,
			attachments: [upload],
		});
		const { data } = await client.query<{
			case: { attachments: { fileName: string }[] };
		}>({
			query: gql`query Files($id: ID!) { case(id: $id) { id attachments { id fileName } } }`,
			variables: { id: created?.id },
		});
		assert.equal(data?.case.attachments[0]?.fileName, "log.txt");
	});

	test("joins the pages of a list in its cache", async () => {
		await createCase(telefonico);
		await createCase(telefonico);
		const list = client.watchQuery({ query: cases, variables: { first: 1 } });
		const watching = list.subscribe(() => {});
		const first = await list.refetch();
		const { endCursor, hasNextPage } = first.data?.cases.pageInfo ?? {};
		assert.equal(hasNextPage, true);
		await list.fetchMore({ variables: { after: endCursor ?? null } });
		watching.unsubscribe();
		const joined = client.readQuery({ query: cases, variables: { first: 1 } });
		assert.equal(joined?.cases.edges.length, 2);
		assert.match(joined?.cases.edges[1]?.node.assignee.name ?? "", /\w/);
	});

	test("knows the possible types of the running server", async () => {
		assert.deepEqual(possibleTypes, await readPossibleTypes());
	});

	test("refetches a case by node, whose fragment its cache matches", async () => {
		const { case: created } = await createCase(telefonico);
		const query: TypedDocumentNode<{ node: { status: string } }> = gql`
			query Refetch($id: ID!) { node(id: $id) { id ... on Case { status } } }
		`;
		const variables = { id: created?.id ?? "" };
		await client.query({ query, variables });
		assert.equal(
			client.readQuery({ query, variables })?.node.status,
			"Created",
		);
	});

	test("queries by GET too", async () => {
		const link = new HttpLink({
			uri: endpoint,
			headers,
			useGETForQueries: true,
		});
		const byGet = new ApolloClient({ cache: new InMemoryCache(), link });
		const { data } = await byGet.query({
			query: cases,
			variables: { first: 1 },
		});
		assert.equal(data?.cases.edges.length, 1);
		assert.equal(proxy.seen.at(-1)?.method, "GET");
	});

	test("throws a GraphQL error with its code for a caller without credentials", async () => {
		const query = gql`query Nobody { cases(first: 1) { totalCount } }`;
		const link = new HttpLink({ uri: endpoint });
		const nobody = new ApolloClient({ cache: new InMemoryCache(), link });
		await assert.rejects(nobody.query({ query }), (error) => {
			assert.ok(CombinedGraphQLErrors.is(error), String(error));
			assert.equal(error.errors[0]?.extensions?.code, "UNAUTHENTICATED");
			return true;
		});
	});
});
