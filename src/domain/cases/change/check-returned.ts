import { nameFor, namesIn } from "../../catalogue/name.ts";
import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";
import { integerOf } from "../case-data/read-value.ts";
import { hasId } from "./comment-changes.ts";
import type { UpdateCaseCommand } from "./update-case-parser.ts";

type Own = string | number | undefined;
type Path = readonly string[];

/**
 * What is wrong with what an update sends back of the case as a read gave it: ids, the name of the category, comments
 * with their ids, files. It may be sent, and not changed; what is null, or left out, says nothing.
 */
export function checkReturned(
	ctx: Context,
	found: Case,
	value: Partial<UpdateCaseCommand>,
): readonly Problem[] {
	const { id, categoryName, categoryCode, comments, attachments } = value;
	return [
		...check(["id"], id, found.id),
		...check(
			["categoryName"],
			categoryName,
			...categoryNames(ctx, found.categoryCode),
			...categoryNames(ctx, categoryCode ?? found.categoryCode),
		),
		...checkComments(found, comments ?? []),
		...checkFiles(found, attachments ?? []),
	];
}

/** What a read may have called a category, its name for this caller first. */
function categoryNames(ctx: Context, code: string): readonly string[] {
	const name = ctx.catalogue.categories.get(code)?.name ?? code;
	return [nameFor(ctx, name), ...namesIn(name)];
}

function checkComments(
	found: Case,
	comments: UpdateCaseCommand["comments"],
): readonly Problem[] {
	if (comments.length === 0) return [];
	const byId = new Map(found.comments.map((own) => [own.id, own]));
	return comments.flatMap((comment, index) => {
		const path = ["comments", String(index)];
		const ofCase = check(
			[...path, "caseInstanceId"],
			comment.caseInstanceId,
			found.id,
		);
		if (comment.kind === "added") return ofCase;
		const { id, description } = comment;
		const own = byId.get(Number(id));
		if (!own || !isSame(id, own.id))
			return [
				...ofCase,
				problem("returnedCommentNotFound", [...path, "id"], {
					caseId: found.id,
					id,
				}),
			];
		return [
			...ofCase,
			...check([...path, "description"], description, own.description),
		];
	});
}

function checkFiles(
	found: Case,
	files: UpdateCaseCommand["attachments"],
): readonly Problem[] {
	return files.flatMap((sent, index) => {
		const path = ["attachments", String(index)];
		if (!hasId(sent))
			return [problem("newFileInUpdate", path, { where: path.join(".") })];
		const own = found.attachments.find(({ id }) => isSame(sent.id, id));
		if (!own)
			return [
				problem("returnedFileNotFound", [...path, "id"], {
					caseId: found.id,
					id: sent.id,
				}),
			];
		const { fileName, contentType, size } = own;
		const members = { fileName, contentType, size, content: undefined };
		return Object.entries(members).flatMap(([member, value]) =>
			check([...path, member], sent[member], value),
		);
	});
}

/** Nothing, or that a value is none of these; a number may have come as its digits. */
function check(path: Path, sent: unknown, ...own: Own[]): readonly Problem[] {
	if ((sent ?? null) === null || own.some((value) => isSame(sent, value)))
		return [];
	return [
		problem("valueNotEditable", path, {
			where: path.join("."),
			value: sent,
			own: own[0] ?? null,
		}),
	];
}

function isSame(sent: unknown, own: Own): boolean {
	if (sent === own) return true;
	if (typeof own !== "number") return false;
	return sent === String(own) || integerOf(sent) === own;
}
