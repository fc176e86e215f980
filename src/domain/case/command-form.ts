import { hash } from "node:crypto";
import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Parsed } from "../parse-input.ts";
import type { AttachmentInput } from "./attachment-shapes.ts";
import { numberText } from "./case-data.ts";
import type { CommandForm } from "./idempotency.ts";
import type { CreateCaseCommand } from "./parse-create-case.ts";
import type { UpdateCaseCommand } from "./parse-update-case.ts";
import { splitUnknownKeys } from "./split-unknown-keys.ts";

/**
 * The form of a parsed command for its digest; null when its shape is wrong. Null is the same as absent, a number is its
 * digits, a file its bytes.
 */
export function formOf<Command>(
	touchpoint: Touchpoint,
	{ value, problems }: Parsed<Command>,
	form: (command: Command) => CommandForm,
): CommandForm {
	return splitUnknownKeys(touchpoint, problems).errors.length > 0
		? null
		: form(value as Command);
}

/** What a create asks for. */
export function createCaseForm(command: CreateCaseCommand): CommandForm {
	return [...caseForm(command), command.attachments.map(attachmentForm)];
}

/** The members that a create and an update share. */
export function caseForm(
	command: CreateCaseCommand | UpdateCaseCommand,
): readonly unknown[] {
	return [
		command.categoryCode,
		command.typeCode,
		command.status,
		command.resolution,
		command.comments.map(({ description }) => description),
		caseDataText(command.caseData),
	];
}

/** A file by its bytes; an upload by its id, since it is used up when the command is repeated. */
export function attachmentForm(input: AttachmentInput): readonly unknown[] {
	return input.kind === "upload"
		? [input.uploadId]
		: [input.fileName, input.contentType, hash("sha256", input.content)];
}

function caseDataText(sent: CreateCaseCommand["caseData"]) {
	const caseData = sent ?? {};
	return Object.keys(caseData)
		.filter((code) => code !== "links" && (caseData[code] ?? null) !== null)
		.sort()
		.map((code) => [code, numberText(caseData[code]) ?? caseData[code]]);
}
