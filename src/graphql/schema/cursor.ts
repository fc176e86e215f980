import { badUserInput } from "../errors/errors.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

/** An opaque cursor that says what it is a position in, and where. */
export function toCursor(kind: string, ...position: number[]): string {
	return Buffer.from([kind, ...position].join(":")).toString("base64url");
}

/** The numbers, this many, of a cursor of this kind; refuses every other text, also the cursor of another order. */
export function readCursor(
	cursor: string | null | undefined,
	kind: string,
	length: number,
): readonly number[] | null {
	if (cursor === null || cursor === undefined) return null;
	const text = Buffer.from(cursor, "base64url").toString();
	const numbers = text.split(":").slice(1).map(Number);
	if (
		numbers.length !== length ||
		toCursor(kind, ...numbers) !== cursor ||
		!numbers.every(Number.isSafeInteger)
	)
		throw badUserInput(
			sayGraphql("cursorUnknown", { cursor: cursor.slice(0, 64) }),
		);
	return numbers;
}
