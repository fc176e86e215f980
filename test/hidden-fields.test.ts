import assert from "node:assert/strict";
import { test } from "node:test";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import { eventsOfCase } from "./rest/v4/stored.ts";
import { graphql, party1, postCase, rows, send } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const telefonico = {
	categoryCode: "Reclamo",
	typeCode: "Telefonico",
	caseData: { monto: "1.50", cantidad: 2 },
};

const hideMonto = (server: TestServer) =>
	changeCatalogue(server, (file) => {
		const type = entryOf(file.types, "Telefonico");
		const field = entryOf(type.fields ?? [], "monto");
		Object.assign(field, { required: false, visible: false });
	});

test("a field that was hidden after cases were made is shown nowhere, and is not lost", async () => {
	await using server = await startServer();
	await postCase(server, telefonico);
	await hideMonto(server);

	const query = `{ cases { nodes: edges { node {
		caseData timeline { edges { node { id after { caseData } } } }
	} } } }`;
	const { body } = await graphql(server, query);
	const [{ node }] = body.data.cases.nodes;
	assert.deepEqual(node.caseData, { cantidad: 2 });
	assert.deepEqual(node.timeline.edges[0].node.after.caseData, { cantidad: 2 });

	const { id } = node.timeline.edges[0].node;
	const event = await graphql(
		server,
		"query ($id: ID!) { node(id: $id) { ... on CaseEvent { after { caseData } } } }",
		{ id },
	);
	assert.deepEqual(event.body.data.node.after.caseData, { cantidad: 2 });

	for (const path of ["/api/v4/cases/1", "/api/v4/cases"]) {
		const { text } = await send(server, "GET", path, { headers: party1 });
		assert.match(text, /"caseData":\{"links":\[\],"cantidad":2\}/);
	}

	const update = await send(server, "PUT", "/api/v4/cases/1", {
		headers: party1,
		body: { ...telefonico, caseData: { cantidad: 3 } },
	});
	assert.deepEqual(update.body.case.caseData, { links: [], cantidad: 3 });
	const stored = JSON.parse(String(rows(server, "cases")[0]?.case_data));
	assert.equal(stored.monto.text, "1.50");
	assert.equal(eventsOfCase(server, 1)[1]?.after.caseData.monto.text, "1.50");
});

test("a field that is no longer active still shows what it held", async () => {
	await using server = await startServer();
	await postCase(server, telefonico);
	await changeCatalogue(server, (file) => {
		const type = entryOf(file.types, "Telefonico");
		type.fields = type.fields?.filter(({ code }) => code !== "monto");
	});
	const { body } = await send(server, "GET", "/api/v4/cases/1", {
		headers: party1,
	});
	assert.deepEqual(body.caseData, { links: [], monto: "1.50", cantidad: 2 });
});
