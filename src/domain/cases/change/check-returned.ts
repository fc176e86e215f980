import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { Problem } from "../../problems/problem.ts";
import { quote } from "../../problems/quote.ts";
import type { Case } from "../case.ts";
import { integerOf } from "../case-data/case-data.ts";
import { hasId } from "./comment-changes.ts";
import type { UpdateCaseCommand } from "./update-case-parser.ts";

type Own = string | number | undefined;
type Path = readonly string[];

/**
 * What is wrong with what an update sends back of the case as a read gave it: ids, the name of the category, comments
 * with their ids, files. It may be sent, and not changed; what is null, or left out, says nothing.
 */
export function checkReturned(
	{ categories }: Catalogue,
	found: Case,
	value: Partial<UpdateCaseCommand>,
): readonly Problem[] {
	const { id, categoryName, categoryCode, comments, attachments } = value;
	const nameOf = (code: string) => categories.get(code)?.name ?? code;
	return [
		...check(["id"], id, found.id),
		...check(
			["categoryName"],
			categoryName,
			nameOf(found.categoryCode),
			nameOf(categoryCode ?? found.categoryCode),
		),
		...checkComments(found, comments ?? []),
		...checkFiles(found, attachments ?? []),
	];
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
			return [...ofCase, notOfCase([...path, "id"], id, found, "comment")];
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
		if (!hasId(sent)) return [noFilesHere(path)];
		const own = found.attachments.find(({ id }) => isSame(sent.id, id));
		if (!own) return [notOfCase([...path, "id"], sent.id, found, "attachment")];
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
	const instead = own[0] === undefined ? "" : `, and is ${quote(own[0])}`;
	return [
		notEditable(
			path,
			`${path.join(".")} was sent as ${quote(sent)}${instead}; an update does not change it, so send it as it is or leave it out.`,
		),
	];
}

function isSame(sent: unknown, own: Own): boolean {
	if (sent === own) return true;
	if (typeof own !== "number") return false;
	return sent === String(own) || integerOf(sent) === own;
}

function notOfCase(path: Path, id: unknown, found: Case, noun: string) {
	return notEditable(
		path,
		`Case ${found.id} has no ${noun} ${quote(id)}; send those that it has, or leave it out.`,
	);
}

function notEditable(path: Path, message: string): Problem {
	return { code: "NOT_EDITABLE", path, message };
}

function noFilesHere(path: Path): Problem {
	return {
		code: "UNKNOWN_FIELD",
		path,
		message: `${path.join(".")} has no id of a file of the case; an update takes no new files: add them with their own call.`,
	};
}
