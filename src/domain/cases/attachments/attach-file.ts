import type { Context } from "../../context.ts";
import type { ChangeInput, ChangeOutcome } from "../change/change-case.ts";
import { attach } from "./attach.ts";
import { type IncomingFile, receiveFile } from "./receive-file.ts";

/** Adds a file to a case as it comes. `receive` is called once, and only when the case is one that takes a file from this caller. */
export function attachFile(
	context: Context,
	{
		receive,
		...input
	}: ChangeInput & { readonly receive: () => Promise<IncomingFile> },
): Promise<ChangeOutcome> {
	return attach(context, input, {
		putOnDisk: async (ctx) => receiveFile(ctx, await receive()),
	});
}
