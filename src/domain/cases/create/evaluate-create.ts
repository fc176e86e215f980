import type { Authorized } from "../../authorize.ts";
import { noOrigin } from "../../origin.ts";
import type { Problem } from "../../problems/problem.ts";
import { type CheckedFiles, checkFiles } from "../attachments/case-files.ts";
import { decideCaseData } from "../case-data/case-data.ts";
import { inMemberOrder } from "../case-data/in-member-order.ts";
import {
	createCaseFingerprint,
	digestOf,
	fingerprintOf,
} from "../idempotency/command-fingerprint.ts";
import { findEarlier, keyReused } from "../idempotency/find-earlier.ts";
import { readKey } from "../idempotency/read-key.ts";
import { splitWarnings } from "../split-warnings.ts";
import type { AcceptedCreate } from "./create-case-job.ts";
import type { CreateRequest } from "./create-case-parser.ts";
import { decideCategoryType } from "./decide-category-type.ts";
import {
	decideOrigin,
	decideResolution,
	decideStatus,
} from "./decide-initial.ts";

/** The result of a create, which is not written here. The key is null if it was looked up already, or is ignored. */
export type EvaluatedCreate =
	| AcceptedCreate
	/** An earlier command with the same key made this case. */
	| (Keyed &
			Pick<AcceptedCreate, "warnings"> & {
				readonly kind: "existing";
				readonly caseId: number;
			})
	| (Keyed & {
			readonly kind: "refused";
			readonly problems: readonly Problem[];
	  });

type Keyed = Pick<AcceptedCreate, "key" | "digest">;
type Decided = Exclude<EvaluatedCreate, { readonly kind: "existing" }>;

/** One for all: a list made for each request would be kept until a full garbage collection. */
const none: readonly never[] = Object.freeze([]);
const noFiles: CheckedFiles = { uploads: new Map(), problems: none };
const noKey: Keyed = { key: null, digest: null };
const noErrors = { errors: none, warnings: none };
const noFields = { caseData: {}, problems: none, warnings: none };

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
	const digest = key && digestOf(fingerprintOf(command, createCaseFingerprint));
	const sent = command.value.attachments ?? none;
	const files = sent.length === 0 ? noFiles : await checkFiles(ctx, sent);
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
	{ uploads, problems: fileProblems }: CheckedFiles,
	{ key, digest }: Keyed,
): Decided {
	const { catalogue, touchpoint, app } = ctx;
	const { categoryType, problems: categoryTypeProblems } = decideCategoryType(
		ctx,
		value,
	);
	const status = decideStatus(catalogue, value.status);
	const resolution = decideResolution(catalogue, value.resolution);
	const fields =
		categoryType && value.caseData !== undefined
			? decideCaseData(value.caseData ?? {}, categoryType.type, app.limits)
			: noFields;
	const sentWrong = [...shapeProblems, ...fileProblems, ...fields.problems];
	const { errors, warnings } =
		sentWrong.length === 0 ? noErrors : splitWarnings(touchpoint, sentWrong);
	const problems = [
		...errors,
		...categoryTypeProblems,
		...status.problems,
		...resolution.problems,
		...(ctx.origin === noOrigin ? none : decideOrigin(ctx.origin, app.limits)),
	];
	if (problems.length > 0 || !categoryType || status.name === null)
		return refused(inMemberOrder(problems), { key, digest });
	return {
		kind: "accepted",
		key,
		digest,
		partyId: ctx.actor.party.id,
		touchpointCode: touchpoint.code,
		categoryCode: categoryType.category.code,
		typeCode: categoryType.type.code,
		status: status.name,
		resolution: resolution.name,
		assigneeGroupCode: categoryType.type.operatorGroupCode,
		caseData: fields.caseData,
		comments: value.comments ?? none,
		files: value.attachments ?? none,
		uploads,
		warnings: [...warnings, ...fields.warnings],
	};
}

/** A create that is not written, and why. */
export function refused(
	problems: readonly Problem[],
	{ key, digest }: Keyed = noKey,
) {
	return { kind: "refused", key, digest, problems } as const;
}

/** The result of a create beside an earlier command with the same key; the create itself if there is none. */
async function meetEarlier(
	ctx: Authorized<"createCase">,
	decided: Decided,
): Promise<EvaluatedCreate> {
	const { key, digest } = decided;
	const earlier = await findEarlier(ctx, key, () => digest);
	if (!earlier) return decided;
	if (earlier.kind === "keyReused") return refused([keyReused(key)]);
	const warnings = decided.kind === "accepted" ? decided.warnings : [];
	const { caseId } = earlier.record;
	return { kind: "existing", ...noKey, caseId, warnings };
}
