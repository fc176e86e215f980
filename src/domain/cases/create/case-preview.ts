import { uploadOf } from "../attachments/case-files.ts";
import type { Case, CaseAttachment, CaseComment } from "../case.ts";
import type { AcceptedCreate } from "./create-case-job.ts";

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
export function previewOf(accepted: AcceptedCreate): CasePreview {
	const { touchpointCode, categoryCode, typeCode, status, resolution } =
		accepted;
	return {
		touchpointCode,
		categoryCode,
		typeCode,
		status,
		resolution,
		comments: accepted.comments.map((description) => ({ description })),
		caseData: accepted.caseData,
		attachments: accepted.files.map((input) =>
			input.kind === "inline"
				? withoutId({ ...input, size: input.content.length })
				: withoutId(uploadOf(accepted.uploads, input.uploadId)),
		),
		assignee: { kind: "group", groupCode: accepted.assigneeGroupCode },
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
