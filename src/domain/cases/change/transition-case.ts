import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { StatusEntry } from "../../catalogue/entries.ts";
import type { Context } from "../../context.ts";
import { parseObject } from "../../input/parse-input.ts";
import { onePerPath, type Problem, problem } from "../../problems/problem.ts";
import { code } from "../case-schemas.ts";
import { fingerprintOf } from "../idempotency/command-fingerprint.ts";
import { splitWarnings } from "../split-warnings.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";

export type TransitionCase = ChangeInput & {
	readonly statusName: string | null;
	/** What the shape of the input left to say. */
	readonly problems?: readonly Problem[];
};

/** The parse function of a transition, `{statusName}`, where a protocol does not check shapes itself. */
export const parseTransition = parseObject({ statusName: code });

/** Moves a case to another status; for operators. */
export function transitionCase(
	context: Context,
	{ statusName, problems = [], ...input }: TransitionCase,
): Promise<ChangeOutcome> {
	return changeCase(context, "transitionCase", input, {
		decide(ctx, found) {
			const status = findStatus(ctx.catalogue, statusName ?? "");
			const { errors, warnings } = splitWarnings(ctx.touchpoint, problems);
			if (!status)
				return {
					problems: onePerPath([
						...errors,
						noStatus(ctx.catalogue, statusName),
					]),
				};
			if (errors.length > 0) return { problems: errors };
			return {
				warnings,
				change: {
					...found,
					kind: "TRANSITIONED",
					status: status.name,
					before: { status: found.status },
					after: { status: status.name },
				},
			};
		},
		fingerprint: () =>
			fingerprintOf({ value: { statusName }, problems }, () => [
				"transitionCase",
				statusName,
			]),
	});
}

function noStatus({ statuses }: Catalogue, status: string | null): Problem {
	const allowed = [...statuses.keys()];
	return problem("unknownNextStatus", ["statusName"], { status, allowed });
}

/** A name matches exactly, else without regard to case and with `_` for a space. */
function findStatus(
	{ statuses }: Catalogue,
	name: string,
): StatusEntry | undefined {
	const fold = (text: string) => text.toLowerCase().replaceAll("_", " ");
	return (
		statuses.get(name) ??
		[...statuses.values()].find((status) => fold(status.name) === fold(name))
	);
}
