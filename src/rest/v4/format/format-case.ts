import type { Case } from "../../../domain/cases/case.ts";
import type { CasePreview } from "../../../domain/cases/create/case-preview.ts";
import type { Catalogue } from "../../../domain/catalogue/catalogue.ts";
import { formatCaseData } from "./format-case-data.ts";
import { formatComment } from "./format-comment.ts";

/** `case` of an answer. */
export function formatCase(found: Case, catalogue: Catalogue) {
	const { id } = found;
	return {
		id,
		...formatCodes(found, catalogue),
		comments: found.comments.map((comment) => formatComment(comment, id)),
		caseData: formatCaseData(found, catalogue),
		attachements: found.attachments.map((attachment) => ({
			id: attachment.id,
			...formatFile(attachment),
		})),
	};
}

/** `case` of a dry run: the same without ids. */
export function formatPreview(preview: CasePreview, catalogue: Catalogue) {
	return {
		...formatCodes(preview, catalogue),
		comments: preview.comments.map(({ description }) => ({ description })),
		caseData: formatCaseData(preview, catalogue),
		attachements: preview.attachments.map(formatFile),
	};
}

function formatCodes(
	{ categoryCode, typeCode, status, resolution }: CasePreview,
	catalogue: Catalogue,
) {
	return {
		categoryCode,
		categoryName: catalogue.categories.get(categoryCode)?.name ?? categoryCode,
		typeCode,
		status,
		resolution,
	};
}

function formatFile({
	fileName,
	contentType,
	size,
}: CasePreview["attachments"][number]) {
	return { fileName, contentType, size };
}
