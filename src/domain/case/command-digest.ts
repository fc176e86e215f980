import { hash } from "node:crypto";
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
			command.attachments.map(({ fileName, contentType, content }) => [
				fileName,
				contentType,
				hash("sha256", content),
			]),
		]),
	);
}

function caseDataText(caseData: CreateCaseCommand["caseData"]) {
	return Object.keys(caseData)
		.filter((code) => code !== "links" && (caseData[code] ?? null) !== null)
		.sort()
		.map((code) => [code, numberText(caseData[code]) ?? caseData[code]]);
}
