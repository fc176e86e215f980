import { CommandError } from "../command-error.ts";
import type { PersonReference } from "../ports/credential-store.ts";
import type { Store } from "../ports/store.ts";
import { quote } from "../problems/quote.ts";
import { normalisePrincipal } from "../sessions/normalise-principal.ts";

/** A person as administrators name them. */
export type PersonName =
	| { readonly kind: "party"; readonly principal: string }
	| { readonly kind: "operator"; readonly email: string };

/** The person with this sign-in name, disabled or not. */
export async function findPerson(
	store: Store,
	name: PersonName,
): Promise<PersonReference> {
	const [text, noun] =
		name.kind === "party"
			? [name.principal, "principal"]
			: [name.email, "e-mail"];
	const record = await store.credentials.findPrincipal(
		normalisePrincipal(text),
	);
	if (record?.kind === "party" && name.kind === "party")
		return { kind: "party", id: record.party.id };
	if (record?.kind === "operator" && name.kind === "operator")
		return { kind: "operator", id: record.operator.id };
	throw new CommandError(`No ${name.kind} has the ${noun} ${quote(text)}.`);
}
