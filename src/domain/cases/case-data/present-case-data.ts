import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { CaseEvent, CaseEventState } from "../events/case-event.ts";
import type { CaseData } from "./case-data-value.ts";

/** Custom values as callers see them: without those of fields that belong to the back office, also if they were visible before. */
export function presentCaseData(
	{ types }: Catalogue,
	typeCode: string,
	caseData: CaseData,
): CaseData {
	const hidden = types.get(typeCode)?.hiddenFields;
	if (!hidden || hidden.size === 0) return caseData;
	return Object.fromEntries(
		Object.entries(caseData).filter(([code]) => !hidden.has(code)),
	);
}

/** The same for an event of a case that has this type now. */
export function presentEvent(
	catalogue: Catalogue,
	typeCode: string,
	event: CaseEvent,
): CaseEvent {
	const present = (state: CaseEventState | null) =>
		state?.caseData
			? {
					...state,
					caseData: presentCaseData(
						catalogue,
						state.typeCode ?? typeCode,
						state.caseData,
					),
				}
			: state;
	return {
		...event,
		before: present(event.before),
		after: present(event.after),
	};
}
