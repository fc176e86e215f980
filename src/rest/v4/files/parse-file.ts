import type { FileCommand } from "../../../domain/cases/attachments/attachment-schemas.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Parsed } from "../../../domain/input/parse-input.ts";
import type { Disposition } from "../../../http/files/read-disposition.ts";

/** What a request says of a file whose bytes come on their own. */
type Said = Pick<Disposition, "unreadable"> & {
	readonly fileName: unknown;
	readonly contentType: string | undefined;
};

/** Checks it by the rules of every file; a name that cannot be read is one problem, and not missing too. */
export function parseFile(
	parsers: Parsers,
	{ fileName, contentType, unreadable }: Said,
): Parsed<FileCommand> {
	const { value, problems } = parsers.file({ fileName, contentType });
	if (unreadable === null) return { value, problems };
	const others = problems.filter(({ path }) => path[0] !== "fileName");
	return { value, problems: [unreadable, ...others] };
}
