import type { Case, CaseComment } from "../../../domain/cases/case.ts";
import type { CaseDataValue } from "../../../domain/cases/case-data/case-data-value.ts";
import { shownCaseData } from "../../../domain/cases/case-data/shown-case-data.ts";
import type { CasePreview } from "../../../domain/cases/create/case-preview.ts";
import type { Catalogue } from "../../../domain/catalogue/catalogue.ts";
import { nameFor } from "../../../domain/catalogue/name.ts";
import type { Context } from "../../../domain/context.ts";

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

/** `comment` of an answer to a note. */
export function formatComment(
	{ id, description }: CaseComment,
	caseId: number,
) {
	return { id, caseInstanceId: caseId, description };
}

/** `caseData` of an answer, with the list of links that v4 puts into it. */
function formatCaseData(
	{ typeCode, caseData: stored }: CasePreview,
	catalogue: Catalogue,
): Record<string, unknown> {
	const caseData = shownCaseData(catalogue, typeCode, stored);
	const answer: Record<string, unknown> = { links: [] };
	for (const code in caseData)
		answer[code] = formatValue(caseData[code] as CaseDataValue);
	return answer;
}

/** Every value in the JSON kind and with the digits that were sent. */
function formatValue(value: CaseDataValue): unknown {
	switch (value.type) {
		case "BOOLEAN":
		case "NUMBER":
			return value.value;
		case "DECIMAL":
			return value.sentAs === "number" ? JSON.rawJSON(value.text) : value.text;
		default:
			return value.text;
	}
}
