import type { Context } from "../../context.ts";
import type { Parsed } from "../../input/parse-input.ts";
import type { NewAttachment } from "../../ports/stored-files.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { FileCommand } from "./attachment-schemas.ts";
import { infected } from "./case-files.ts";

/** A file as it comes: what is said of it, and its bytes, of which none was read yet. */
export type IncomingFile = {
	readonly command: Parsed<FileCommand>;
	readonly source: AsyncIterable<Uint8Array>;
	/** The size that was announced, if one was. */
	readonly announcedSize: number | null;
};

export type ReceivedFile =
	| { readonly file: NewAttachment }
	| { readonly problems: readonly Problem[] };

/** Puts a file on disk as it comes; one with a problem leaves nothing there. */
export async function receiveFile(
	{ app }: Pick<Context, "app">,
	{ command, source, announcedSize }: IncomingFile,
): Promise<ReceivedFile> {
	const { fileName, contentType } = command.value;
	if (
		command.problems.length > 0 ||
		fileName === undefined ||
		contentType === undefined
	)
		return { problems: command.problems };
	const most = app.limits.attachmentBytes;
	const written =
		(announcedSize ?? 0) > most
			? "tooLarge"
			: await app.files.writeStream(source, most);
	if (written === "tooLarge")
		return { problems: [problem("fileTooLarge", [], { most })] };
	if (written === "infected") return { problems: [infected([])] };
	return { file: { fileName, contentType, ...written } };
}
