import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { Limits } from "../../input/limits.ts";
import { isStorableText, lengthOf } from "../../input/text.ts";
import { unicodeHint } from "../../input/unicode-hint.ts";
import type { Origin } from "../../origin.ts";
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

/** What a caller says about where the request comes from is recorded as sent, so it has limits like any text. */
export function decideOrigin(origin: Origin, limits: Limits): Problem[] {
	const problems: Problem[] = [];
	const longest = limits.shortTextLength;
	for (const member of ["activity", "source"] as const) {
		const value = origin[member];
		if (value !== null) problems.push(...judge(member, value, longest));
	}
	if (origin.tags.length > limits.tags)
		problems.push({
			code: "TOO_MANY",
			path: ["tags"],
			message: `${origin.tags.length} tags were sent; at most ${limits.tags} are allowed.`,
		});
	else
		for (const tag of origin.tags)
			problems.push(...judge("tags", tag, longest));
	return problems;
}

function judge(member: string, value: string, longest: number): Problem[] {
	const path = [member];
	const where = `Value ${quote(value)} of ${member}`;
	if (!isStorableText(value))
		return [
			{
				code: "ILL_FORMED_TEXT",
				path,
				message: `${where} must be text without U+0000.`,
			},
		];
	if (lengthOf(value) <= longest) return [];
	const message = `${where} must be at most ${longest} characters.`;
	return [{ code: "TOO_LONG", path, message }];
}
