import assert from "node:assert/strict";
import { addOperator } from "../../../src/domain/people/add-operator.ts";
import { type Answer, postCase, send } from "../../support/requests.ts";
import { noon, type TestServer } from "../../support/test-server.ts";
import { openSession } from "./callers.ts";

export type Headers = Record<string, string>;

/** Calls v4 as somebody: `path` comes after the base path. */
export function call(
	server: TestServer,
	headers: Headers,
	method: string,
	path: string,
	body?: unknown,
): Promise<Answer> {
	return send(server, method, `/api/v4${path}`, { headers, body });
}

/** Creates a case and answers it as v4 shows it. */
export async function createdBy(
	server: TestServer,
	headers: Headers,
	body: object,
) {
	const answer = await postCase(server, body, headers);
	assert.equal(answer.status, 201, answer.text);
	return answer.body.case;
}

/** A new operator of these groups, signed in at the call centre; with a party, acting for it. */
export async function operatorOf(
	server: TestServer,
	email: string,
	groupCodes: readonly string[],
	party?: string,
): Promise<Headers> {
	await addOperator(server.app.store, () => noon, {
		email,
		groupCodes: [...groupCodes],
	});
	return openSession(server, "callcenter", {
		operator: email,
		...(party !== undefined && { party }),
	});
}

/** Operator 1 of the demo data acting for party 1. */
export function operator1AsParty1(server: TestServer): Promise<Headers> {
	return openSession(server, "callcenter", {
		party: "party1@example.com",
		operator: "operator1@example.com",
	});
}

/** A body for each demo type that a test may need. */
export const factura = {
	categoryCode: "ReclamoFactura",
	typeCode: "Factura",
	caseData: {
		numeroFactura: "A-1",
		importeCobrado: "10.00",
		motivo: "Importe incorrecto",
	},
};

/** Of a type that is not visible in the app. */
export const cortePersistente = {
	categoryCode: "ReclamoServicio",
	typeCode: "CortePersistente",
	caseData: { visitasPrevias: 2 },
};
