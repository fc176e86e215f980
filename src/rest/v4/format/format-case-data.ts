import type { CaseDataValue } from "../../../domain/cases/case-data/case-data-value.ts";
import { shownCaseData } from "../../../domain/cases/case-data/shown-case-data.ts";
import type { CasePreview } from "../../../domain/cases/create/case-preview.ts";
import type { Catalogue } from "../../../domain/catalogue/catalogue.ts";

/** `caseData` of an answer, with the list of links that v4 puts into it. */
export function formatCaseData(
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
