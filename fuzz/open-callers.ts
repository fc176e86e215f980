import type { Answer } from "./answer.ts";
import type { FuzzRequest, HeadersOf } from "./fuzz-request.ts";

function at(touchpoint: string, person?: string): Record<string, string> {
	const [name = "", password = ""] = person?.split(" ") ?? [];
	return {
		"thalamus-touchpoint": touchpoint,
		"thalamus-token": `demo-${touchpoint}-token`,
		...(person && {
			authorization: `Basic ${btoa(`${name}:${password}`)}`,
		}),
	};
}

const party1 = "party1@example.com demo-party-1";
const party2 = "party2@example.com demo-party-2";
const operator = "operator1@example.com demo-operator-1";

/** Callers who need no session. */
export const sessionless: HeadersOf = {
	party1Web: at("web", party1),
	party2Web: at("web", party2),
	party1Kiosk: at("kiosk", party1),
	party2Kiosk: at("kiosk", party2),
	party1CallCenter: at("callcenter", party1),
	party2CallCenter: at("callcenter", party2),
	nobodyWeb: at("web"),
	nobodyKiosk: at("kiosk"),
	nobodyAnywhere: {},
	wrongToken: { ...at("web", party1), "thalamus-token": "wrong" },
	tokenOfAnotherTouchpoint: {
		...at("web", party1),
		"thalamus-touchpoint": "kiosk",
	},
	operatorAlone: at("callcenter", operator),
	operatorAtWeb: at("web", operator),
	sessionWeb: at("web"),
	cookieWeb: at("web"),
	operatorAsParty: at("callcenter"),
	twoPeople: at("web"),
};

type Ask = (
	request: FuzzRequest,
	headersOf: HeadersOf,
) => Promise<Answer | null>;

/** Signs in a party and an operator who acts for one; answers the headers of everybody. */
export async function openCallers(ask: Ask): Promise<HeadersOf> {
	const base = { place: "headers", what: "setup", sent: null } as const;
	const json = [["content-type", "application/json"]] as const;
	const signIn = await ask(
		{
			...base,
			...{ protocol: "rest", caller: "nobodyWeb", headEdits: [] },
			...{ method: "POST", path: "/api/v4/signin", headers: json },
			body: Buffer.from(
				'{"principal":"party1@example.com","password":"demo-party-1"}',
			),
		},
		sessionless,
	);
	const runAs = await ask(
		{
			...base,
			...{ protocol: "graphql", caller: "operatorAlone", headEdits: [] },
			...{ method: "POST", path: "/graphql", headers: json },
			body: Buffer.from(
				'{"query":"mutation { runAsParty(input: {principal: \\"party1@example.com\\"}) { token } }"}',
			),
		},
		sessionless,
	);
	const token = signIn?.headers.get("thalamus-token");
	const asParty = JSON.parse(String(runAs?.body)).data?.runAsParty?.token;
	if (!token || !asParty) throw new Error("The callers could not sign in.");
	const session = { ...at("web"), "thalamus-token": token };
	return {
		...sessionless,
		sessionWeb: session,
		cookieWeb: { ...at("web"), cookie: `casebridge_session=${token}` },
		operatorAsParty: { ...at("callcenter"), "thalamus-token": asParty },
		twoPeople: { ...at("web", party2), "thalamus-token": token },
	};
}
