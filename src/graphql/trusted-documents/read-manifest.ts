import { hash } from "node:crypto";
import { quote } from "../../domain/problems/quote.ts";
import { isObject } from "../is-object.ts";
import { withoutPrefix } from "./persisted-query.ts";

/** A document of a manifest, as it stands there. */
export type ManifestEntry = {
	readonly id: unknown;
	readonly text: unknown;
	/** Whether the id may be a name of its own, and not a digest of the text. */
	readonly mayBeNamed: boolean;
};

const apolloFormat = "apollo-persisted-query-manifest";

export const manifestFormats = `It must be one JSON object in one of these formats: texts by their id, as GraphQL Code Generator's client preset ({"sha256:…": "query …"}) and Relay's compiler ({"<MD5>": "query …"}) write them, or Apollo's ({"format": "${apolloFormat}", "version": 1, "operations": [{"id": "…", "body": "query …"}]}).`;

/** The documents of a manifest in any of the three formats; null if it has another. */
export function readManifest(value: unknown): readonly ManifestEntry[] | null {
	if (!isObject(value)) return null;
	const { format, version, operations } = value;
	if (format === undefined && operations === undefined) {
		const entries = Object.entries(value);
		// No digest at all: another JSON file, such as a package.json.
		if (entries.length > 0 && !entries.some(([id]) => looksLikeDigest(id)))
			return null;
		return entries.map(([id, text]) => ({ id, text, mayBeNamed: false }));
	}
	if (format !== apolloFormat || version !== 1 || !Array.isArray(operations))
		return null;
	return operations.map((operation: unknown) => {
		const { id, body } = isObject(operation) ? operation : {};
		return { id, text: body, mayBeNamed: true };
	});
}

/** By the length of a digest in hexadecimal: the client preset's SHA-256 and, in older versions, SHA-1; Relay's MD5. */
const algorithms: ReadonlyMap<
	number,
	readonly [algorithm: string, name: string]
> = new Map([
	[32, ["md5", "MD5"]],
	[40, ["sha1", "SHA-1"]],
	[64, ["sha256", "SHA-256"]],
]);

function looksLikeDigest(id: string): boolean {
	const bare = withoutPrefix(id);
	return /^[0-9a-f]*$/i.test(bare) && algorithms.has(bare.length);
}

/** What is wrong with the id of a text; nothing if the id is a digest of the text. */
export function problemOfId(
	id: string,
	text: string,
	mayBeNamed: boolean,
): string | null {
	const bare = withoutPrefix(id);
	const isDigest = looksLikeDigest(id);
	if (mayBeNamed && !isDigest && id === bare && id !== "") return null;
	const [algorithm, name] = (isDigest && id === bare
		? algorithms.get(bare.length)
		: null) ?? ["sha256", "SHA-256"];
	const digest = hash(algorithm, text);
	return bare === digest ? null : `must be ${digest}, the ${name} of its text.`;
}

/** The name of an entry in a message: its id, or where it stands. */
export function nameOf({ id }: ManifestEntry, index: number): string {
	return typeof id === "string" ? quote(id) : `operations[${index}]`;
}
