import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { Limits } from "../../input/limits.ts";
import { isStorableText, lengthOf } from "../../input/text.ts";
import type { Origin } from "../../origin.ts";
import { type Problem, problem } from "../../problems/problem.ts";

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
	const path = ["status"];
	const allowed = initialStatuses;
	if (sent === null)
		return refused(problem("noDefaultStatus", path, { allowed }));
	const kind = status ? "notInitialStatus" : "unknownStatus";
	return refused(problem(kind, path, { status: sent, allowed }));
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
	const kind = resolution ? "notInitialResolution" : "unknownResolution";
	return refused(
		problem(kind, ["resolution"], {
			resolution: sent,
			allowed: initialResolutions,
		}),
	);
}

function refused(wrong: Problem): NameDecision {
	return { name: null, problems: [wrong] };
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
		problems.push(
			problem("tooManyTags", ["tags"], {
				count: origin.tags.length,
				most: limits.tags,
			}),
		);
	else
		for (const tag of origin.tags)
			problems.push(...judge("tags", tag, longest));
	return problems;
}

function judge(member: string, value: string, longest: number): Problem[] {
	const where = member;
	if (!isStorableText(value))
		return [problem("textWithNull", [member], { where, value })];
	if (lengthOf(value) <= longest) return [];
	return [problem("textTooLong", [member], { where, value, most: longest })];
}
