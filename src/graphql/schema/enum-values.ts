import { keysOf } from "../../domain/keys-of.ts";
import { recordOf } from "../../domain/record-of.ts";

type Value = { readonly description: string };

/** The values of an enum, each with its description. */
export function enumValues<Name extends string>(
	descriptions: Readonly<Record<Name, string>>,
): Record<Name, Value> {
	return recordOf(
		keysOf(descriptions).map((name) => [
			name,
			{ description: descriptions[name] },
		]),
	);
}
