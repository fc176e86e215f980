import assert from "node:assert/strict";
import type { CatalogueFile } from "../../src/domain/catalogue/file/catalogue-file-schema.ts";
import { readDemoCatalogue } from "../../src/startup/demo.ts";
import { at, nobodyAt, openSession } from "../rest/v4/callers.ts";
import { changeCatalogue, entryOf } from "../rest/v4/change-catalogue.ts";
import {
	type Caller,
	callers,
	creators,
	limits,
	type ParityInput,
} from "./parity-inputs.ts";
import { operator1, party1, party2, postCase } from "./requests.ts";
import { startServer, type TestServer } from "./test-server.ts";

/** A server with small limits and odd entries, the catalogue it has, and headers of everybody who calls. */
export async function startParityServer() {
	const server = await startServer({
		MAX_TEXT_LENGTH: String(limits.text),
		MAX_COMMENTS: String(limits.comments),
		MAX_ATTACHMENTS: String(limits.attachments),
		MAX_INLINE_ATTACHMENT_BYTES: String(limits.bytes),
	});
	const file = JSON.parse(await readDemoCatalogue()) as CatalogueFile;
	addOddEntries(file);
	await changeCatalogue(server, addOddEntries);
	const headersOf = await openCallers(server);
	await takeKey(server, headersOf);
	return {
		server,
		file,
		headersOf,
		[Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
	};
}

/** More kinds of entry than the demo has: a type with a field of every kind, and inactive ones. */
function addOddEntries(file: CatalogueFile): void {
	file.categories.push(
		{ code: "Vieja", name: "Vieja", active: false },
		{ code: "ViejaHija", name: "Hija", parent: "Vieja" },
		{ code: "SistemaViejo", name: "Viejo", system: true, active: false },
	);
	const telefonico = entryOf(file.types, "Telefonico");
	for (const code of ["Vieja", "ViejaHija", "SistemaViejo"])
		telefonico.categories.push({ code });
	telefonico.fields?.push(
		{ code: "texto", name: "Texto", type: "Text" },
		{ code: "lista", name: "Lista", type: "List", options: ["a", "A", "á 😀"] },
	);
	file.statuses.push({ name: "Old", initial: true, active: false });
	file.resolutions.push({ name: "Old", initial: true, active: false });
	for (const code of ["web", "callcenter"])
		entryOf(file.touchpoints, code).grants.push({ category: "Vieja" });
	entryOf(file.touchpoints, "callcenter").values = "lenient";
}

export type HeadersOf = Readonly<Record<Caller, Record<string, string>>>;

async function openCallers(server: TestServer): Promise<HeadersOf> {
	const party = "party1@example.com";
	const operator = "operator1@example.com";
	const session = await openSession(server, "web", { party });
	const cookie = `casebridge_session=${session["thalamus-token"]}`;
	return {
		party1Web: party1,
		party2Web: party2,
		party1Kiosk: at("kiosk"),
		party2Kiosk: at("kiosk", party2),
		party1CallCenter: at("callcenter"),
		party2CallCenter: at("callcenter", party2),
		sessionWeb: session,
		cookieWeb: { ...nobodyAt("web"), cookie },
		operatorAsParty: await openSession(server, "callcenter", {
			party,
			operator,
		}),
		nobodyWeb: nobodyAt("web"),
		nobodyKiosk: nobodyAt("kiosk"),
		nobodyAnywhere: {},
		wrongToken: { ...party1, "thalamus-token": "wrong" },
		tokenOfAnotherTouchpoint: { ...party1, "thalamus-touchpoint": "kiosk" },
		operatorAlone: operator1,
		operatorAtWeb: { ...party1, authorization: operator1.authorization },
		twoPeople: { ...session, authorization: party2.authorization },
	};
}

const takenKey = "taken";

/** Gives every creator a case under the key that others then find taken. */
async function takeKey(server: TestServer, headersOf: HeadersOf) {
	for (const caller of creators) {
		const pair =
			callers[caller] === "kiosk"
				? { categoryCode: "Consulta", typeCode: "Informacion" }
				: { categoryCode: "Reclamo", typeCode: "Telefonico" };
		const answer = await postCase(
			server,
			{ ...pair, comments: [{ description: "the first one to take the key" }] },
			{ ...headersOf[caller], "idempotency-key": takenKey },
		);
		assert.equal(answer.status, 201);
	}
}

let keys = 0;

/** The keys of two requests, by their plan. */
export function keysOf({ key }: ParityInput): () => string | null {
	const newKey = () => `parity-${++keys}`;
	const sharedKey = newKey();
	return () =>
		({
			none: null,
			separate: newKey(),
			shared: sharedKey,
			taken: takenKey,
			bad: key.kind === "bad" ? key.text : null,
		})[key.kind];
}
