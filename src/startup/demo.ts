import { readFile } from "node:fs/promises";
import { parseCatalogueFile } from "../domain/catalogue/file/catalogue-file.ts";
import type { Store } from "../domain/ports/store.ts";
import type { DemoPolicy } from "../domain/sessions/credentials.ts";
import { hashPassword } from "../domain/sessions/password.ts";
import { tokenDigest } from "../domain/sessions/token.ts";

/** Secrets that everybody can read here, so a production server does not accept them. */
export const demoSecrets = {
	/** By touchpoint. */
	tokens: {
		web: "demo-web-token",
		kiosk: "demo-kiosk-token",
		callcenter: "demo-callcenter-token",
	},
	/** By the name a person signs in with. */
	passwords: {
		"party1@example.com": "demo-party-1",
		"party2@example.com": "demo-party-2",
		"operator1@example.com": "demo-operator-1",
	},
} as const;

const catalogueFile = new URL("../../demo/catalogue.json", import.meta.url);
const operatorGroups = ["atencion", "facturacion", "tecnica"];

/** The catalogue file of the demo data. */
export function readDemoCatalogue(): Promise<string> {
	return readFile(catalogueFile, "utf8");
}

/** Whether the demo touchpoint can be used with its token. */
export async function holdsDemo(store: Store): Promise<boolean> {
	const digest = tokenDigest(demoSecrets.tokens.web);
	return (await store.credentials.findToken(digest)) !== null;
}

/** Fills an empty database with the demo data, marked as such in the tables; answers whether it was empty. */
export async function loadDemo(
	store: Store,
	now: () => number,
	catalogueText: string,
	hash = hashPassword,
): Promise<boolean> {
	const entries = parseCatalogueFile(catalogueText, "demo/catalogue.json");
	const { passwords, tokens } = demoSecrets;
	const createdAt = now();
	const [party1, party2, operator1] = await Promise.all([
		hash(passwords["party1@example.com"]),
		hash(passwords["party2@example.com"]),
		hash(passwords["operator1@example.com"]),
	]);
	const demo = { isDemo: true, createdAt };
	const outcome = await store.fill({
		entries,
		parties: [
			{ ...partyNamed("Demo", "party1@example.com", party1), ...demo },
			{ ...partyNamed("Second", "party2@example.com", party2), ...demo },
		],
		operators: [
			{
				firstname: "Demo",
				lastname: "Operator",
				email: "operator1@example.com",
				groupCodes: operatorGroups,
				passwordHash: operator1,
				...demo,
			},
		],
		tokens: Object.entries(tokens).map(([touchpointCode, token]) => ({
			digest: tokenDigest(token),
			touchpointCode,
			replacesOthers: false,
			...demo,
		})),
		isDemo: true,
	});
	return outcome === "filled";
}

function partyNamed(firstname: string, email: string, passwordHash: string) {
	return {
		kind: "PERSON" as const,
		firstname,
		lastname: "Party",
		email,
		principals: [email],
		passwordHash,
	};
}

/** Demo data can be used everywhere but in production, where its secrets are refused for every person. */
export function demoPolicy(isProduction: boolean): DemoPolicy {
	const { tokens, passwords } = demoSecrets;
	const secrets = [...Object.values(tokens), ...Object.values(passwords)];
	return {
		acceptsDemo: !isProduction,
		refusedSecrets: new Set(isProduction ? secrets : []),
	};
}

/** The logins in GraphiQL's tabs; empty in production. */
export function demoLogins(isProduction: boolean) {
	const nobody = { touchpoint: "", token: "", principal: "", password: "" };
	if (isProduction) return { party: nobody, operator: nobody };
	const { tokens, passwords } = demoSecrets;
	return {
		party: {
			touchpoint: "web",
			token: tokens.web,
			principal: "party1@example.com",
			password: passwords["party1@example.com"],
		},
		operator: {
			touchpoint: "callcenter",
			token: tokens.callcenter,
			principal: "operator1@example.com",
			password: passwords["operator1@example.com"],
		},
	};
}
