import type { Limits } from "../../input/limits.ts";
import { type Parsed, parseObject } from "../../input/parse-input.ts";
import type { Problem } from "../../problems/problem.ts";
import {
	type AttachmentInput,
	attachments,
} from "../attachments/attachment-schemas.ts";
import { caseData, code, comments } from "../case-schemas.ts";

/** What a caller asks for, in the words of the domain; null where nothing was sent. */
export type CreateCaseCommand = {
	readonly categoryCode: string | null;
	readonly typeCode: string | null;
	readonly status: string | null;
	readonly resolution: string | null;
	readonly comments: readonly string[] | null;
	/** By field code, still unjudged: what a field may hold depends on the type. */
	readonly caseData: Readonly<Record<string, unknown>> | null;
	readonly attachments: readonly AttachmentInput[] | null;
};

/** One create as a protocol hands it over. */
export type CreateRequest = {
	readonly command: Parsed<CreateCaseCommand>;
	/** The key inside a GraphQL input. */
	readonly keyInput?: string | null;
	/** What is wrong beside the command and its key: nothing is written, and no earlier case is answered. */
	readonly problems?: readonly Problem[];
};

/** The one parse function of create, for both protocols. */
export type ParseCreateCase = (raw: unknown) => Parsed<CreateCaseCommand>;

/** Builds the schemas of create once, for these limits. */
export function createCaseParser(limits: Limits): ParseCreateCase {
	return parseObject({
		categoryCode: code,
		typeCode: code,
		status: code,
		resolution: code,
		comments: comments(limits),
		caseData,
		attachments: attachments(limits),
	});
}
