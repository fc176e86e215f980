import { hash } from "node:crypto";
import type { Context } from "../context.ts";
import type { CaseAttachment } from "./case.ts";
import { findCase } from "./find-cases.ts";

/** An attachment with its bytes, if it hangs on a case the caller may see; null otherwise. The bytes are checked against their SHA-256. */
export async function readAttachment(
	ctx: Context,
	id: number,
): Promise<(CaseAttachment & { readonly content: Buffer }) | null> {
	const stored = Number.isSafeInteger(id)
		? await ctx.store.cases.findAttachment(id)
		: null;
	const owner = await findCase(ctx, stored?.caseId ?? 0);
	if (!stored || !owner) return null;
	const content = await ctx.files.read(stored.storageName);
	if (hash("sha256", content) !== stored.sha256)
		throw new Error(`Attachment ${id} does not match its SHA-256.`);
	const { fileName, contentType, size } = stored;
	return { id, fileName, contentType, size, content };
}
