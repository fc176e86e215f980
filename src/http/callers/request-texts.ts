import type { FastifyRequest } from "fastify";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The text of a header. Node gives its bytes as Latin-1; callers write UTF-8, and only what is none stays as Node gives it. */
export function headerText(
	header: string | string[] | undefined,
): string | undefined {
	if (typeof header !== "string") return undefined;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with control characters
	if (/^[\x00-\x7f]*$/.test(header)) return header;
	try {
		return utf8.decode(Buffer.from(header, "latin1"));
	} catch {
		return header;
	}
}

/** Query parameters by their names; a list where one came more than once. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

const none: Query = {};

/** The query parameters of a request; none where Fastify cannot read its address. */
export function queryOf({ query }: FastifyRequest): Query {
	return (query as Query | undefined) ?? none;
}

/** Every value that a query gives a parameter. */
export function queryValues(query: Query, name: string): readonly string[] {
	return [query[name] ?? []].flat();
}
