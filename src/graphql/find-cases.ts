import { decodeGlobalID, resolveCursorConnection } from "@pothos/plugin-relay";
import type { Case } from "../domain/case/case.ts";
import { findCase, findCases, noFilter } from "../domain/case/find-cases.ts";
import type { CasePosition } from "../domain/store.ts";
import type { Builder } from "./builder.ts";
import type { CaseRef } from "./case.ts";
import { badUserInput } from "./errors.ts";

const defaultPage = 20;
const largestPage = 100;

/** The queries that find cases of the calling party. */
export function defineFindCases(builder: Builder, CaseNode: CaseRef) {
	builder.queryFields((t) => ({
		case: t.field({
			type: CaseNode,
			nullable: true,
			description:
				"A case by its global id; null when the caller may not see it.",
			args: {
				id: t.arg.id({ required: true, description: "`Case.id`." }),
			},
			resolve: (_root, { id }, { domain }) =>
				findCase(domain, caseNumber(String(id))),
		}),
		caseByNumber: t.field({
			type: CaseNode,
			nullable: true,
			description: "A case by its number; null when the caller may not see it.",
			args: {
				number: t.arg({
					type: "SafeInt",
					required: true,
					description: "`Case.number`, the id of v4.",
				}),
			},
			resolve: (_root, { number }, { domain }) => findCase(domain, number),
		}),
		cases: t.connection(
			{
				type: CaseNode,
				description: `The calling party's cases, newest first; ${defaultPage} unless \`first\` or \`last\` says otherwise, at most ${largestPage}.`,
				resolve: (_root, args, { domain }) => {
					checkPageSize("first", args.first);
					checkPageSize("last", args.last);
					return resolveCursorConnection<Promise<Case[]>>(
						{
							args,
							defaultSize: defaultPage,
							maxSize: largestPage,
							toCursor: ({ id }) => toCursor(id),
						},
						async ({ before, after, limit, inverted }) => [
							...(await findCases(domain, {
								assignee: null,
								filter: noFilter,
								page: {
									orderBy: "CREATED_AT",
									below: readCursor(after),
									above: readCursor(before),
									limit,
									fromOldest: inverted,
								},
							})),
						],
					);
				},
			},
			{ name: "CaseConnection", description: "A page of cases." },
			{ name: "CaseEdge", description: "A case in its place in the page." },
		),
	}));
}

/** The number behind a global id; 0, which no case has, for an id of anything else. */
function caseNumber(globalId: string): number {
	try {
		const { typename, id } = decodeGlobalID(globalId);
		return typename === "Case" ? Number(id) : 0;
	} catch {
		return 0;
	}
}

function checkPageSize(name: string, size: number | null | undefined) {
	if (typeof size === "number" && (size < 1 || size > largestPage))
		throw badUserInput(
			`${name} must be from 1 to ${largestPage}, not ${size}.`,
		);
}

function toCursor(id: number): string {
	return Buffer.from(`case:${id}`).toString("base64url");
}

function readCursor(cursor: string | null | undefined): CasePosition | null {
	if (cursor === null || cursor === undefined) return null;
	const text = Buffer.from(cursor, "base64url").toString();
	const number = /^case:([1-9]\d{0,15})$/.exec(text)?.[1];
	if (number === undefined)
		throw badUserInput(
			`${JSON.stringify(cursor)} is no cursor of this connection.`,
		);
	return { id: Number(number), updatedAt: 0 };
}
