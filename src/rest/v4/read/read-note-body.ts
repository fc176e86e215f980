/** The body of a changed note: which comment, as a number or its digits, and the rest. Null is no comment. */
export function readNoteBody({
	id,
	...raw
}: Readonly<Record<string, unknown>>): {
	commentId: number | null;
	raw: Readonly<Record<string, unknown>>;
} {
	if (typeof id === "string" && /^\d{1,15}$/.test(id))
		return { commentId: Number(id), raw };
	return { commentId: typeof id === "number" ? id : null, raw };
}
