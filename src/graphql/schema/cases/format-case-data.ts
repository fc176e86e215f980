import type {
	CaseData,
	CaseDataValue,
} from "../../../domain/cases/case-data/case-data-value.ts";

/** Custom values as GraphQL shows them: a Decimal as a string, everything else in its JSON kind. */
export function formatCaseData(caseData: CaseData): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	for (const code in caseData) {
		const value = caseData[code];
		if (value) object[code] = formatValue(value);
	}
	return object;
}

function formatValue(value: CaseDataValue): unknown {
	return value.type === "BOOLEAN" || value.type === "NUMBER"
		? value.value
		: value.text;
}
