import type { Authorized } from "../../authorize.ts";
import { uploadOf } from "../attachments/case-files.ts";
import type { Case, CaseAttachment, CaseComment } from "../case.ts";
import type { Accepted } from "./evaluate-create.ts";

/** What a case has before it is written: everything but ids, times and version. */
export type CasePreview = Pick<
	Case,
	| "touchpointCode"
	| "categoryCode"
	| "typeCode"
	| "status"
	| "resolution"
	| "caseData"
	| "assignee"
> & {
	readonly comments: readonly Omit<CaseComment, "id">[];
	readonly attachments: readonly Omit<CaseAttachment, "id">[];
};

/** The case that an accepted create would make. */
export function previewOf(
	{ touchpoint }: Authorized<"createCase">,
	{ newCase, uploads }: Accepted,
): CasePreview {
	const { pair, status, resolution, caseData } = newCase;
	return {
		touchpointCode: touchpoint.code,
		categoryCode: pair.category.code,
		typeCode: pair.type.code,
		status,
		resolution,
		comments: newCase.comments.map((description) => ({ description })),
		caseData,
		attachments: newCase.attachments.map((input) =>
			input.kind === "inline"
				? withoutId({ ...input, size: input.content.length })
				: withoutId(uploadOf(uploads, input.uploadId)),
		),
		assignee: { kind: "group", groupCode: pair.type.operatorGroupCode },
	};
}

/** A case that is there already, as a preview shows it. */
export function previewOfCase(found: Case): CasePreview {
	const { touchpointCode, categoryCode, typeCode, status, resolution } = found;
	return {
		touchpointCode,
		categoryCode,
		typeCode,
		status,
		resolution,
		comments: found.comments.map(({ description }) => ({ description })),
		caseData: found.caseData,
		attachments: found.attachments.map(withoutId),
		assignee: found.assignee,
	};
}

function withoutId({
	fileName,
	contentType,
	size,
}: Omit<CaseAttachment, "id">): Omit<CaseAttachment, "id"> {
	return { fileName, contentType, size };
}
