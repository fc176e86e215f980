import { hash } from "node:crypto";
import type { AttachmentInput } from "./attachment-shapes.ts";
import { numberText } from "./case-data.ts";
import type { CreateCaseCommand } from "./parse-create-case.ts";

/**
 * SHA-256 of what a create asks for, before defaults: the same for every order of keys, spacing and door.
 * Null is the same as absent, a number is its digits, a file its bytes.
 */
export function commandDigest(command: CreateCaseCommand): string {
	return hash(
		"sha256",
		JSON.stringify([
			command.categoryCode,
			command.typeCode,
			command.status,
			command.resolution,
			command.comments.map(({ description }) => description),
			caseDataText(command.caseData),
			command.attachments.map(attachmentForm),
		]),
	);
}

/** A file by its bytes; an upload by its id, since it is used up when the command is repeated. */
function attachmentForm(input: AttachmentInput) {
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
