import type { Name } from "../../domain/catalogue/name.ts";

/** Stands before names by language: a name that is one text never begins with white space. */
const prefix = " ";

/** A name as its column holds it: a text as it stands, names by language as JSON behind a space. */
export function writeName(name: Name): string {
	return typeof name === "string" ? name : prefix + JSON.stringify(name);
}

export function readName(stored: string): Name {
	return stored.startsWith(prefix) ? JSON.parse(stored) : stored;
}
