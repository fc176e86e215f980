import { GraphQLError, type Location, type SourceLocation } from "graphql";

/** An error as graphql-js has it: the compiler's own know lines and columns alone, and no cause where a value was missing. */
export function locateError(
	{ message, path, locations, originalError }: GraphQLError,
	{ source }: Location,
): GraphQLError {
	return new GraphQLError(message, {
		source,
		positions:
			locations?.map((place) => positionOf(source.body, place)) ?? null,
		path: path ?? null,
		originalError: originalError ?? new Error(message),
	});
}

/** The inverse of graphql-js' `getLocation`. */
function positionOf(text: string, { line, column }: SourceLocation): number {
	const lineEnds = [...text.matchAll(/\r\n|[\n\r]/g)];
	const before = lineEnds[line - 2];
	return (before ? before.index + before[0].length : 0) + column - 1;
}
