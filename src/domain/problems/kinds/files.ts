import type { Base64Fault } from "../../cases/attachments/decode-base64.ts";
import type { ProblemCode } from "../problem-codes.ts";
import type { ValueAt } from "./input.ts";
import type { NoParameters } from "./no-parameters.ts";

type ValueWithLimit = ValueAt & { readonly most: number };

/** Of attachments, uploads and the files in them. */
export type FileParameters = {
	readonly tooManyAttachments: ValueWithLimit;
	readonly attachmentTooLarge: ValueWithLimit;
	readonly attachmentsTooLarge: ValueWithLimit;
	readonly fileNameOfLines: ValueAt;
	readonly notMediaType: ValueAt;
	readonly notBase64: ValueAt & { readonly fault: Base64Fault };
	readonly besideUploadId: ValueAt;
	readonly infectedFile: NoParameters;
	readonly fileTooLarge: { readonly most: number };
	readonly tooManyUploads: { readonly most: number };
	readonly caseFull: { readonly caseId: number; readonly most: number };
	readonly uploadNotFound: { readonly id: number };
	readonly attachmentNotFound: { readonly id: number };
	readonly attachmentNotOfCase: {
		readonly caseId: number;
		readonly id: number;
	};
	readonly fileNamesDiffer: NoParameters;
	readonly dispositionNotUtf8: NoParameters;
	readonly dispositionWithoutType: NoParameters;
	readonly dispositionParameters: NoParameters;
	readonly dispositionTwice: { readonly parameter: string };
	readonly dispositionSplit: NoParameters;
	readonly dispositionExtended: NoParameters;
	readonly dispositionEncoded: NoParameters;
	readonly partHeaderTwice: { readonly header: string };
};

export const fileCodes = {
	tooManyAttachments: "TOO_MANY",
	attachmentTooLarge: "TOO_LARGE",
	attachmentsTooLarge: "TOO_LARGE",
	fileNameOfLines: "INVALID_FORMAT",
	notMediaType: "INVALID_FORMAT",
	notBase64: "INVALID_FORMAT",
	besideUploadId: "INVALID_FORMAT",
	infectedFile: "INFECTED",
	fileTooLarge: "TOO_LARGE",
	tooManyUploads: "TOO_MANY",
	caseFull: "TOO_MANY",
	uploadNotFound: "UPLOAD_NOT_FOUND",
	attachmentNotFound: "ATTACHMENT_NOT_FOUND",
	attachmentNotOfCase: "ATTACHMENT_NOT_FOUND",
	fileNamesDiffer: "DUPLICATE_KEY",
	dispositionNotUtf8: "INVALID_FORMAT",
	dispositionWithoutType: "INVALID_FORMAT",
	dispositionParameters: "INVALID_FORMAT",
	dispositionTwice: "INVALID_FORMAT",
	dispositionSplit: "INVALID_FORMAT",
	dispositionExtended: "INVALID_FORMAT",
	dispositionEncoded: "INVALID_FORMAT",
	partHeaderTwice: "INVALID_FORMAT",
} as const satisfies Record<keyof FileParameters, ProblemCode>;
