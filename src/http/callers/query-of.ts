import type { FastifyRequest } from "fastify";

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
