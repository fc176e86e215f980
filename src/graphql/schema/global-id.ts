import { decodeGlobalID } from "@pothos/plugin-relay";
import { badUserInput } from "../errors/errors.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

export type GlobalId = { readonly typename: string; readonly id: string };

/** Type and id of a global id; refuses a text that is not one. */
export function readGlobalId(text: string): GlobalId {
	const decoded = decode(text);
	if (decoded && isNumber(decoded.id)) return decoded;
	throw badUserInput(sayGraphql("globalIdInvalid", {}));
}

/** The number behind the global id that an argument or member holds; refuses the id of another type. */
export function numberIn<Name extends string>(
	holder: Readonly<Record<Name, string | number>>,
	name: Name,
	typename: string,
): number {
	const decoded = decode(String(holder[name]));
	if (decoded?.typename === typename && isNumber(decoded.id))
		return parseNumber(decoded.id);
	throw badUserInput(sayGraphql("idNotOfType", { name, typename }));
}

/** The number inside a decoded id; 0, which nothing has, for one that is too large. */
export function parseNumber(id: string): number {
	const number = Number(id);
	return Number.isSafeInteger(number) ? number : 0;
}

/** Every object has a number of its own, which its global id ends with. */
function isNumber(id: string): boolean {
	return /^(0|[1-9]\d*)$/.test(id);
}

function decode(text: string): GlobalId | null {
	try {
		return decodeGlobalID(text);
	} catch {
		return null;
	}
}
