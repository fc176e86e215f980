import type { Catalogue } from "../../catalogue/catalogue.ts";
import { unicodeHint } from "../../input/unicode-hint.ts";
import type { Problem } from "../../problems/problem.ts";
import { quote, quoteList } from "../../problems/quote.ts";

type NameDecision = {
	readonly name: string | null;
	readonly problems: readonly Problem[];
};

/** The first status of a case: the one named, or the configured default. */
export function decideStatus(
	{ statuses, initialStatuses, defaultStatus }: Catalogue,
	sent: string | null | undefined,
): NameDecision {
	if (sent === undefined) return { name: null, problems: [] };
	if (sent === null && defaultStatus)
		return { name: defaultStatus.name, problems: [] };
	const status = sent === null ? null : statuses.get(sent);
	if (status?.isInitial) return { name: status.name, problems: [] };
	const allowed = `use ${quoteList(initialStatuses)}`;
	const isKnown = sent === null || status !== undefined;
	return refused(
		isKnown ? "INITIAL_STATUS_NOT_SELECTED" : "INVALID_NAME",
		"status",
		sent === null
			? `No status was sent and none is configured as the default; ${allowed}.`
			: isKnown
				? `Status ${quote(sent)} cannot be the first status of a case; ${allowed}.`
				: `There is no status ${quote(sent)}; ${allowed}.${unicodeHint(sent, initialStatuses)}`,
		initialStatuses,
	);
}

/** The first resolution of a case: the one named, the configured default, or none. */
export function decideResolution(
	{ resolutions, initialResolutions, defaultResolution }: Catalogue,
	sent: string | null | undefined,
): NameDecision {
	if (sent === undefined) return { name: null, problems: [] };
	if (sent === null)
		return { name: defaultResolution?.name ?? null, problems: [] };
	const resolution = resolutions.get(sent);
	if (resolution?.isInitial) return { name: resolution.name, problems: [] };
	const allowed = `use ${quoteList(initialResolutions)}`;
	return resolution
		? refused(
				"INITIAL_RESOLUTION_TYPE_NOT_SELECTED",
				"resolution",
				`Resolution ${quote(sent)} cannot be the first resolution of a case; ${allowed}.`,
				initialResolutions,
			)
		: refused(
				"INVALID_NAME",
				"resolution",
				`There is no resolution ${quote(sent)}; ${allowed}.${unicodeHint(sent, initialResolutions)}`,
				initialResolutions,
			);
}

function refused(
	code: Problem["code"],
	member: string,
	message: string,
	allowedValues: readonly string[],
): NameDecision {
	return {
		name: null,
		problems: [{ code, path: [member], message, allowedValues }],
	};
}
