import { decodeGlobalID } from "@pothos/plugin-relay";
import { badUserInput } from "./errors.ts";

export type GlobalId = { readonly typename: string; readonly id: string };

/** Type and id of a global id; refuses a text that is none. */
export function readGlobalId(text: string): GlobalId {
	const decoded = decode(text);
	if (decoded) return decoded;
	throw badUserInput(
		"Invalid global ID; send the id of an object as the server gave it.",
	);
}

/** The number behind the global id that an argument or member holds; refuses what is no id of this type. */
export function numberIn<Name extends string>(
	holder: Readonly<Record<Name, string | number>>,
	name: Name,
	typename: string,
): number {
	const decoded = decode(String(holder[name]));
	if (decoded?.typename === typename) return parseNumber(decoded.id);
	throw badUserInput(
		`${name} must be the id of a ${typename}, as ${typename}.id gives it.`,
	);
}

/** The number inside a decoded id; 0, which nothing has, for what is none. */
export function parseNumber(id: string): number {
	return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
}

function decode(text: string): GlobalId | null {
	try {
		return decodeGlobalID(text);
	} catch {
		return null;
	}
}
