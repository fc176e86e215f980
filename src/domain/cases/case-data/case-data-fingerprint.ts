import { ExactNumber } from "../../input/exact-number.ts";
import type { CaseData, CaseDataValue } from "./case-data-value.ts";

/** Stored values in the format in which they were sent, to be judged again, by another type or under another name. */
export function sentForm(
	caseData: CaseData,
): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		Object.entries(caseData).map(([code, value]) => [code, sentValue(value)]),
	);
}

/**
 * Whether a value is sent as the stored one was. GraphQL answers a Decimal that was sent as a number as a text, which
 * counts as the same only where it could not be stored anew (`isTextEnough`).
 */
export function isSameValue(
	sent: unknown,
	stored: CaseDataValue,
	isTextEnough: boolean,
): boolean {
	const kept = sentValue(stored);
	return (
		JSON.stringify(sent) === JSON.stringify(kept) ||
		(isTextEnough && stored.type === "DECIMAL" && sent === stored.text)
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
