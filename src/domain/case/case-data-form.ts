import { ExactNumber } from "../exact-number.ts";
import type { CaseData, CaseDataValue } from "./case-data.ts";

/** Stored values in the form in which they were sent, to be judged again, by another type or under another name. */
export function sentForm(
	caseData: CaseData,
): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		Object.entries(caseData).map(([code, value]) => [code, sentValue(value)]),
	);
}

function sentValue(value: CaseDataValue): unknown {
	switch (value.type) {
		case "BOOLEAN":
		case "NUMBER":
			return value.value;
		case "DECIMAL":
			return value.sentAs === "number"
				? new ExactNumber(value.text)
				: value.text;
		default:
			return value.text;
	}
}
