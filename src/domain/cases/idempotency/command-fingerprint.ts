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

/** The SHA-256 of a command that its key stands for. */
export function digestOf(fingerprint: CommandFingerprint): string | null {
	return fingerprint && hash("sha256", JSON.stringify(fingerprint));
}

/**
 * The form of a parsed command for its digest; null when its shape is wrong. Null is the same as absent, a number is its
 * digits, a file its bytes. It is that of the values as they were sent, without keys that nothing reads, whatever the touchpoint
 * takes now, so that a retry is the same command when that has changed.
 */
export function fingerprintOf<Command>(
	{ value, problems }: Parsed<Command>,
	fingerprint: (command: Command) => CommandFingerprint,
): CommandFingerprint {
	if (problems.length === 0) return fingerprint(value as Command);
	const converted: Problem["path"][] = [];
	for (const { code, path, conversion } of problems) {
		if (conversion !== undefined) converted.push(path);
		else if (code !== "UNKNOWN_FIELD") return null;
	}
	const said = fingerprint(value as Command);
	return said && converted.length > 0 ? [...said, { converted }] : said;
}

/** What a create asks for. */
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
	return [
		command.categoryCode,
		command.typeCode,
		command.status,
		command.resolution,
		comments,
		caseDataText(command.caseData),
	];
}

/** A file by its bytes; an upload by its id, since it is used up when the command is repeated. */
export function attachmentFingerprint(
	input: AttachmentInput,
): readonly unknown[] {
	return input.kind === "upload"
		? [input.uploadId]
		: [input.fileName, input.contentType, hash("sha256", input.content)];
}

function caseDataText(sent: CreateCaseCommand["caseData"]) {
	const caseData = sent ?? {};
	const said: [code: string, value: unknown][] = [];
	for (const code of Object.keys(caseData).sort()) {
		const value = caseData[code] ?? null;
		if (code !== "links" && value !== null)
			said.push([code, numberText(value) ?? value]);
	}
	return said;
}
