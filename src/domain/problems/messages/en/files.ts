import type { Base64Fault } from "../../../cases/attachments/decode-base64.ts";
import type { FileParameters } from "../../kinds/files.ts";
import type { Messages } from "../messages.ts";
import { mustBe } from "./input.ts";

/** Of attachments, uploads and the files in them. */
export const fileMessages = {
	tooManyAttachments: ({ most, ...at }) =>
		mustBe(at, `at most ${most} attachments`),
	attachmentTooLarge: ({ most, ...at }) =>
		mustBe(at, `at most ${most} bytes, decoded`),
	attachmentsTooLarge: ({ most, ...at }) =>
		mustBe(at, `at most ${most} bytes together, decoded`),
	fileNameOfLines: (at) => mustBe(at, "a name without line breaks"),
	notMediaType: (at) =>
		mustBe(at, 'a media type such as "image/png" or "text/csv; charset=utf-8"'),
	notBase64: ({ fault, ...at }) => mustBe(at, base64Without(fault)),
	besideUploadId: (at) => mustBe(at, "left out beside the id of an upload"),
	infectedFile: () =>
		"The scanner of this installation refuses the content of this file; nothing of it was kept.",
	fileTooLarge: ({ most }) =>
		`The file has more than ${most} bytes, the most a file may have.`,
	tooManyUploads: ({ most }) =>
		`${most} uploads wait for a case, the most a caller may have; use them, or wait until they expire.`,
	caseFull: ({ caseId, most }) =>
		`Case ${caseId} has ${most} attachments, the most a case may have.`,
	uploadNotFound: ({ id }) => `There is no unused upload ${id} of this caller.`,
	attachmentNotFound: ({ id }) =>
		`There is no attachment ${id} that this caller may see.`,
	attachmentNotOfCase: ({ caseId, id }) =>
		`Case ${caseId} has no attachment ${id}.`,
	fileNamesDiffer: () =>
		"The query and Content-Disposition name the file differently; send one name.",
	dispositionNotUtf8: () => "The Content-Disposition of a part must be UTF-8.",
	dispositionWithoutType: () =>
		unreadable('It begins with its type, such as "attachment;".'),
	dispositionParameters: () =>
		unreadable(
			"Its parameters cannot be read: each is a name, an equals sign and a value, which has quotes around it if it holds a quote or a semicolon.",
		),
	dispositionTwice: ({ parameter }) =>
		unreadable(`It has ${parameter} twice; send it once.`),
	dispositionSplit: () =>
		unreadable(
			"Its filename is split over several parameters; send it as filename*.",
		),
	dispositionExtended: () =>
		unreadable(
			`Its filename* must be such as "UTF-8''caf%C3%A9.txt", in a charset that has its bytes.`,
		),
	dispositionEncoded: () =>
		unreadable(
			'Its filename has an encoded word that cannot be decoded; one is such as "=?utf-8?B?Y2Fmw6k=?=".',
		),
	partHeaderTwice: ({ header }) => `A part has ${header} twice; send it once.`,
} as const satisfies Messages<FileParameters>;

function base64Without(fault: Base64Fault): string {
	switch (fault.kind) {
		case "foreignCharacter": {
			const url = fault.isOfUrls ? ", as in base64url" : "";
			return `base64 of A-Z, a-z, 0-9, "+" and "/", padded with "="; its character ${fault.position} is ${JSON.stringify(fault.character)}${url}`;
		}
		case "padding":
			return `base64 that is padded with "=" to whole groups of four characters; it has ${fault.length}`;
		case "end":
			return 'base64 that ends in at most two "=", and without bits beyond its last byte';
	}
}

function unreadable(why: string): string {
	return `The Content-Disposition cannot be read. ${why}`;
}
