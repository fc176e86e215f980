import type { Wire } from "../test/support/parity-wire.ts";

type Json = string | boolean | null | readonly Json[] | JsonObject;
type JsonObject = { readonly [key: string]: Json };

/** JSON with every number as the digits it is written with; undefined for what is no JSON. */
export function readWire(text: string): Wire | undefined {
	const keepDigits = (
		_key: string,
		value: unknown,
		{ source }: { source?: string } = {},
	) => (typeof value === "number" ? new Digits(source ?? "") : value);
	try {
		return toWire(
			JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown),
		);
	} catch {
		return undefined;
	}
}

class Digits {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

function toWire(value: Json | Digits): Wire {
	if (value instanceof Digits) return { digits: value.text };
	if (Array.isArray(value)) return value.map(toWire);
	if (typeof value !== "object" || value === null) return value as Wire;
	const members = Object.entries(value as JsonObject).map(
		([key, member]) => [key, toWire(member)] as const,
	);
	return { members };
}
