/** A value as it is written on the wire: numbers by their digits, objects by their members in order, keys repeated at will. */
export type Wire =
	| null
	| boolean
	| string
	| { readonly digits: string }
	| { readonly members: Members }
	| readonly Wire[];

export type Members = readonly (readonly [key: string, value: Wire])[];

export function writeJson(value: Wire): string {
	return write(value, JSON.stringify);
}

/** The value as a GraphQL literal; null when a key is no GraphQL name. */
export function writeLiteral(value: Wire): string | null {
	return everyKey(value).every((key) => /^[A-Za-z_]\w*$/.test(key))
		? write(value, (key) => key)
		: null;
}

function write(value: Wire, writeKey: (key: string) => string): string {
	if (isList(value))
		return `[${value.map((entry) => write(entry, writeKey)).join()}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	if ("digits" in value) return value.digits;
	const members = value.members.map(
		([key, member]) => `${writeKey(key)}:${write(member, writeKey)}`,
	);
	return `{${members.join()}}`;
}

/** Whether the JSON itself is refused: text that cannot be stored, unsafe numbers, repeated or reserved keys. */
export function hasJsonFault(value: Wire): boolean {
	if (typeof value === "string") return isIllFormed(value);
	if (isList(value)) return value.some(hasJsonFault);
	if (typeof value !== "object" || value === null) return false;
	if ("digits" in value) return isUnsafe(value.digits);
	const keys = value.members.map(([key]) => key);
	return (
		new Set(keys).size < keys.length ||
		keys.some(
			(key) => isIllFormed(key) || key.length > 64 || reserved.has(key),
		) ||
		value.members.some(([, member]) => hasJsonFault(member))
	);
}

const reserved = new Set(["__proto__", "constructor", "prototype"]);

function isIllFormed(text: string): boolean {
	return text.includes("\0") || !text.isWellFormed();
}

function isUnsafe(digits: string): boolean {
	const number = Number(digits);
	const [mantissa = ""] = digits.toLowerCase().split("e");
	return (
		Math.abs(number) > Number.MAX_SAFE_INTEGER ||
		(number === 0 && /[1-9]/.test(mantissa))
	);
}

/** The member of this name, if the value is an object with one. */
export function memberOf(value: Wire, name: string): Wire | undefined {
	if (!isObject(value)) return undefined;
	return value.members.find(([key]) => key === name)?.[1];
}

export function isList(value: Wire | undefined): value is readonly Wire[] {
	return Array.isArray(value);
}

export function isObject(
	value: Wire | undefined,
): value is { readonly members: Members } {
	return typeof value === "object" && value !== null && "members" in value;
}

function everyKey(value: Wire): string[] {
	if (isList(value)) return value.flatMap(everyKey);
	if (!isObject(value)) return [];
	return value.members.flatMap(([key, member]) => [key, ...everyKey(member)]);
}
