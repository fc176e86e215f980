import type { Authorized } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "../change/change-case.ts";
import type { CommandFingerprint } from "../idempotency/command-fingerprint.ts";
import { removeFiles, removeFilesAfter } from "./case-files.ts";
import type { ReceivedFile } from "./receive-file.ts";

type Attaching = {
	/** Brings the bytes; not asked again for bytes that came. */
	readonly putOnDisk: (
		ctx: Authorized<"attachToCase">,
	) => Promise<ReceivedFile>;
	/** What is asked for, for the digest of an idempotency key; by default the file as it came. */
	readonly fingerprint?: (
		ctx: Authorized<"attachToCase">,
	) => CommandFingerprint;
};

/**
 * The frame of every way to add a file to a case: once the case is found to take one, `putOnDisk` brings its bytes,
 * and then comes the row that names them. Bytes without a row go again, unless nobody knows whether it was written.
 */
export async function attach(
	context: Context,
	input: ChangeInput,
	{ putOnDisk, fingerprint }: Attaching,
): Promise<ChangeOutcome> {
	let received: ReceivedFile | null = null;
	const bytes = () =>
		received !== null && "file" in received ? [received.file] : [];
	async function receive(ctx: Authorized<"attachToCase">) {
		const [file] = bytes();
		if (received === null || file?.uploadId !== undefined)
			received = await putOnDisk(ctx);
		return received;
	}
	try {
		const outcome = await changeCase(context, "attachToCase", input, {
			async decide(ctx, found) {
				const most = ctx.app.limits.attachments;
				if (found.attachments.length >= most)
					return { problems: [tooMany(found.id, most)] };
				const came = await receive(ctx);
				return "problems" in came ? came : { addAttachments: [came.file] };
			},
			async fingerprint(ctx) {
				const said = fingerprint
					? fingerprint(ctx)
					: fileFingerprint(await receive(ctx));
				return said && ["addAttachment", ...said];
			},
		});
		if (outcome.case === null || outcome.replayed)
			await removeFiles(context, bytes());
		return outcome;
	} catch (error) {
		await removeFilesAfter(error, context, bytes());
		throw error;
	}
}

/** The same as `attachmentFingerprint` says of the same file sent inline. */
function fileFingerprint(received: ReceivedFile): CommandFingerprint {
	if ("problems" in received) return null;
	const { fileName, contentType, sha256 } = received.file;
	return [fileName, contentType, sha256];
}

function tooMany(caseId: number, most: number): Problem {
	return problem("caseFull", ["attachment"], { caseId, most });
}
