import { z } from "zod";
import type { Limits } from "../limits.ts";
import { type Parsed, parseMembers, rule } from "../parse-input.ts";
import type { Problem } from "../problem.ts";
import { quote } from "../quote.ts";
import { isBlank, isStorableText, lengthOf } from "../text.ts";
import { decodeBase64 } from "./base64.ts";

/** A file that came inside the command. */
export type InlineAttachment = {
	readonly fileName: string;
	readonly contentType: string;
	/** The bytes themselves; base64 on the wire. */
	readonly content: Buffer;
};

/** What a caller asks for, in the words of the domain; null where nothing was sent. */
export type CreateCaseCommand = {
	readonly categoryCode: string | null;
	readonly typeCode: string | null;
	readonly status: string | null;
	readonly resolution: string | null;
	readonly comments: readonly { readonly description: string }[];
	/** By field code, still unjudged: what a field may hold depends on the type. */
	readonly caseData: Readonly<Record<string, unknown>>;
	readonly attachments: readonly InlineAttachment[];
};

/** The one parse function of create, for both doors. */
export type ParseCreateCase = (raw: unknown) => Parsed<CreateCaseCommand>;

/** Used where a file is sent without a type of its own (RFC 2046, section 4.5.1). */
const unknownContentType = "application/octet-stream";
const contentTypeForm =
	/^[\w.+-]{1,127}\/[\w.+-]{1,127}(; ?[\w.+-]+=[\w.+-]+)*$/;

/** Builds the schemas of create once, for these limits. */
export function createCaseParser(limits: Limits): ParseCreateCase {
	const shape = createCaseShape(limits);
	return (raw) => {
		const body = raw as Readonly<Record<string, unknown>>;
		const { value, problems } = parseMembers(shape, body);
		const unknown = unknownKeys(body);
		return {
			value,
			problems: unknown.length === 0 ? problems : [...problems, ...unknown],
		};
	};
}

function createCaseShape(limits: Limits) {
	const text = (longest: number) =>
		z.string().check(
			rule(
				"ILL_FORMED_TEXT",
				isStorableText,
				"text without U+0000 and without half of a surrogate pair",
			),
			rule("REQUIRED", (value) => !isBlank(value), "more than white space"),
			rule(
				"TOO_LONG",
				(value) => lengthOf(value) <= longest,
				`at most ${longest} characters`,
			),
		);
	const code = z
		.string()
		.nullish()
		.transform((value) => value ?? null);
	const attachment = z.object({
		fileName: text(limits.shortTextLength),
		contentType: text(limits.shortTextLength)
			.check(
				rule(
					"INVALID_FORMAT",
					(value) => contentTypeForm.test(value),
					'a media type such as "image/png"',
				),
			)
			.nullish()
			.transform((value) => value ?? unknownContentType),
		content: z.string().transform((value, check) => {
			const bytes = decodeBase64(value);
			if (bytes) return bytes;
			rule("INVALID_FORMAT", () => false, "base64 with its padding")(check);
			return z.NEVER;
		}),
	});
	return {
		categoryCode: code,
		typeCode: code,
		status: code,
		resolution: code,
		comments: z
			.array(z.unknown())
			.check(
				rule(
					"TOO_MANY",
					(value) => value.length <= limits.comments,
					`at most ${limits.comments} comments`,
				),
			)
			.pipe(z.array(z.object({ description: text(limits.textLength) })))
			.nullish()
			.transform((value) => value ?? []),
		caseData: z
			.preprocess(
				(value) => (Array.isArray(value) && value.length === 0 ? {} : value),
				z.record(z.string(), z.unknown()).nullish(),
			)
			.transform((value) => value ?? {}),
		attachments: z
			.array(z.unknown())
			.check(
				rule(
					"TOO_MANY",
					(value) => value.length <= limits.attachments,
					`at most ${limits.attachments} attachments`,
				),
			)
			.pipe(z.array(attachment))
			.check(
				rule(
					"TOO_LARGE",
					(value) => totalBytes(value) <= limits.inlineAttachmentBytes,
					`at most ${limits.inlineAttachmentBytes} bytes together, decoded`,
				),
			)
			.nullish()
			.transform((value) => value ?? []),
	};
}

function totalBytes(attachments: readonly { readonly content: Buffer }[]) {
	return attachments.reduce((sum, { content }) => sum + content.length, 0);
}

const commandKeys = new Set([
	"categoryCode",
	"typeCode",
	"status",
	"resolution",
	"comments",
	"caseData",
	"attachments",
]);
const elementKeys = {
	comments: new Set(["description"]),
	attachments: new Set(["fileName", "contentType", "content"]),
} as const;

/** Every key that no schema reads, on both levels; GraphQL refuses these itself. */
function unknownKeys(body: Readonly<Record<string, unknown>>): Problem[] {
	const problems: Problem[] = [];
	for (const key in body)
		if (!commandKeys.has(key)) problems.push(unknownKey([key]));
	for (const list of ["comments", "attachments"] as const) {
		const elements = body[list];
		if (!Array.isArray(elements)) continue;
		for (const [index, element] of elements.entries())
			for (const key in isObject(element) ? element : {})
				if (!elementKeys[list].has(key))
					problems.push(unknownKey([list, String(index), key]));
	}
	return problems;
}

function unknownKey(path: readonly string[]): Problem {
	return {
		code: "UNKNOWN_FIELD",
		path,
		message: `Key ${quote(path.at(-1))} is not known here.`,
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
