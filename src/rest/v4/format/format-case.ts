import type { Case } from "../../../domain/cases/case.ts";
import type { CasePreview } from "../../../domain/cases/create/case-preview.ts";
import { nameFor } from "../../../domain/catalogue/name.ts";
import type { Context } from "../../../domain/context.ts";
import { formatCaseData } from "./format-case-data.ts";
import { formatComment } from "./format-comment.ts";

/** `case` of an answer. */
export function formatCase(found: Case, ctx: Context) {
	const { id } = found;
	return {
		id,
		...formatCodes(found, ctx),
		comments: found.comments.map((comment) => formatComment(comment, id)),
		caseData: formatCaseData(found, ctx.catalogue),
		attachements: found.attachments.map((attachment) => ({
			id: attachment.id,
			...formatFile(attachment),
		})),
	};
}

/** `case` of a dry run: the same without ids. */
export function formatPreview(preview: CasePreview, ctx: Context) {
	return {
		...formatCodes(preview, ctx),
		comments: preview.comments.map(({ description }) => ({ description })),
		caseData: formatCaseData(preview, ctx.catalogue),
		attachements: preview.attachments.map(formatFile),
	};
}

function formatCodes(
	{ categoryCode, typeCode, status, resolution }: CasePreview,
	ctx: Context,
) {
	const category = ctx.catalogue.categories.get(categoryCode);
	return {
		categoryCode,
		categoryName: category ? nameFor(ctx, category.name) : categoryCode,
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
