import type { Authorized } from "../../authorize.ts";
import type { Problem } from "../../problems/problem.ts";
import { checkFiles, type Uploads } from "../attachments/case-files.ts";
import { decideCaseData } from "../case-data/case-data.ts";
import { inMemberOrder } from "../case-data/in-member-order.ts";
import {
	createCaseForm,
	digestOf,
	formOf,
} from "../idempotency/command-fingerprint.ts";
import { findEarlier, keyReused } from "../idempotency/find-earlier.ts";
import { readKey } from "../idempotency/read-key.ts";
import { splitWarnings } from "../split-warnings.ts";
import type { AcceptedCreate, KeyedCreate } from "./create-case-job.ts";
import type { CreateRequest } from "./create-case-parser.ts";
import { decideCategoryType } from "./decide-category-type.ts";
import {
	decideOrigin,
	decideResolution,
	decideStatus,
} from "./decide-initial.ts";

/** What becomes of a create; writes nothing. The key is null where what it led to was looked at already, or does not count. */
export type EvaluatedCreate =
	| AcceptedCreate
	| (KeyedCreate &
			(
				| {
						/** An earlier command with the same key made this case. */
						readonly kind: "existing";
						readonly caseId: number;
						readonly warnings: readonly Problem[];
				  }
				| { readonly kind: "refused"; readonly problems: readonly Problem[] }
			));

type Decided = Exclude<EvaluatedCreate, { readonly kind: "existing" }>;
type Files = {
	readonly uploads: Uploads;
	readonly problems: readonly Problem[];
};

const noFiles: Files = { uploads: new Map(), problems: [] };
const noKey: KeyedCreate = { key: null, digest: null };
const noFields = { caseData: {}, problems: [], warnings: [] };

/**
 * All rules of create. A refused command with a key is looked up, so that a rule that changed since does not break a
 * retry; the key of an accepted one is looked up where it is written.
 */
export async function evaluateCreate(
	ctx: Authorized<"createCase">,
	request: CreateRequest,
): Promise<EvaluatedCreate> {
	const { command, keyInput, problems = [] } = request;
	const { key, problems: keyProblems } = readKey(ctx, keyInput);
	const digest = key && digestOf(formOf(command, createCaseForm));
	const { attachments = [] } = command.value;
	const files =
		attachments.length === 0 ? noFiles : await checkFiles(ctx, attachments);
	const decided = decide(ctx, command, files, { key, digest });
	if (keyProblems.length > 0 || problems.length > 0)
		return refused([
			...(decided.kind === "refused" ? decided.problems : []),
			...keyProblems,
			...problems,
		]);
	return decided.kind === "refused" ? meetEarlier(ctx, decided) : decided;
}

/** The same for a create that will not be written: what writing it would meet is looked up as well. */
export async function previewCreate(
	ctx: Authorized<"createCase">,
	request: CreateRequest,
): Promise<EvaluatedCreate> {
	const evaluated = await evaluateCreate(ctx, request);
	return evaluated.kind === "accepted"
		? meetEarlier(ctx, evaluated)
		: evaluated;
}

/** All rules on one catalogue: every problem at once, in the order of the v4 contract. */
function decide(
	ctx: Authorized<"createCase">,
	{ value, problems: shapeProblems }: CreateRequest["command"],
	{ uploads, problems: fileProblems }: Files,
	{ key, digest }: KeyedCreate,
): Decided {
	const { catalogue, touchpoint } = ctx;
	const { limits } = ctx.app;
	const { pair, problems: pairProblems } = decideCategoryType(ctx, value);
	const status = decideStatus(catalogue, value.status);
	const resolution = decideResolution(catalogue, value.resolution);
	const fields =
		pair && value.caseData !== undefined
			? decideCaseData(value.caseData ?? {}, pair.type, limits)
			: noFields;
	const { errors, warnings } = splitWarnings(touchpoint, [
		...shapeProblems,
		...fileProblems,
		...fields.problems,
	]);
	const problems = [
		...errors,
		...pairProblems,
		...status.problems,
		...resolution.problems,
		...decideOrigin(ctx.origin, limits),
	];
	if (problems.length > 0 || !pair || status.name === null)
		return refused(inMemberOrder(problems), { key, digest });
	return {
		kind: "accepted",
		key,
		digest,
		partyId: ctx.actor.party.id,
		touchpointCode: touchpoint.code,
		categoryCode: pair.category.code,
		typeCode: pair.type.code,
		status: status.name,
		resolution: resolution.name,
		assigneeGroupCode: pair.type.operatorGroupCode,
		caseData: fields.caseData,
		comments: (value.comments ?? []).map(({ description }) => description),
		files: value.attachments ?? [],
		uploads,
		warnings: [...warnings, ...fields.warnings],
	};
}

export function refused(
	problems: readonly Problem[],
	{ key, digest }: KeyedCreate = noKey,
) {
	return { kind: "refused", key, digest, problems } as const;
}

/** What an earlier command with the same key makes of a create; the create as it is where there is none. */
async function meetEarlier(
	ctx: Authorized<"createCase">,
	decided: Decided,
): Promise<EvaluatedCreate> {
	const { key, digest } = decided;
	const earlier = await findEarlier(ctx, key, () => digest);
	if (!earlier) return decided;
	if (earlier.kind === "keyReused") return refused([keyReused(key)]);
	const warnings = decided.kind === "accepted" ? decided.warnings : [];
	return {
		kind: "existing",
		...noKey,
		caseId: earlier.record.caseId,
		warnings,
	};
}
