import { hash } from "node:crypto";
import type { Parsed } from "../../input/parse-input.ts";
import type { Problem } from "../../problems/problem.ts";
import type { AttachmentInput } from "../attachments/attachment-schemas.ts";
import { numberText } from "../case-data/read-value.ts";
import type { CreateCaseCommand } from "../create/create-case-parser.ts";

/**
 * What a command asks for, before defaults: the same for every order of keys, spacing and protocol. Null when its shape is
 * wrong: such a command was never accepted, so it equals no earlier one.
 */
export type CommandFingerprint = readonly unknown[] | null;

/** The SHA-256 of a command, which its key is stored with. */
export function digestOf(fingerprint: CommandFingerprint): string | null {
	return fingerprint && hash("sha256", JSON.stringify(fingerprint));
}

/**
 * The fingerprint of a parsed command; null if its shape is wrong. Null is the same as absent, a number is its
 * digits, a file its bytes. It covers the values as they were sent, without unknown keys, so that a retry is the same
 * command even if the touchpoint has become lenient or strict meanwhile.
 */
export function fingerprintOf<Command>(
	{ value, problems }: Parsed<Command>,
	fingerprint: (command: Command) => CommandFingerprint,
): CommandFingerprint {
	let converted: Problem["path"][] | null = null;
	for (const { code, path, conversion } of problems) {
		if (conversion !== undefined) {
			converted ??= [];
			converted.push(path);
		} else if (code !== "UNKNOWN_FIELD") return null;
	}
	// These problems leave out no member.
	const said = fingerprint(value as Command);
	return said && converted ? [...said, { converted }] : said;
}

/** The fingerprint of a create. */
export function createCaseFingerprint(
	command: CreateCaseCommand,
): CommandFingerprint {
	const { comments, attachments } = command;
	return [
		...caseFingerprint(command, comments ?? []),
		attachments?.map(attachmentFingerprint) ?? [],
	];
}

/** The members that a create and an update share. */
export function caseFingerprint(
	command: Omit<CreateCaseCommand, "comments" | "attachments">,
	comments: readonly string[],
): readonly unknown[] {
	const { categoryCode, typeCode, status, resolution } = command;
	const caseData = command.caseData ?? {};
	const said: [code: string, value: unknown][] = [];
	for (const code of Object.keys(caseData).sort()) {
		const value = caseData[code] ?? null;
		if (code !== "links" && value !== null)
			said.push([code, numberText(value) ?? value]);
	}
	return [categoryCode, typeCode, status, resolution, comments, said];
}

/** A file by its bytes; an upload by its id, since it is used up when the command is repeated. */
export function attachmentFingerprint(
	input: AttachmentInput,
): readonly unknown[] {
	return input.kind === "upload"
		? [input.uploadId]
		: [input.fileName, input.contentType, hash("sha256", input.content)];
}
