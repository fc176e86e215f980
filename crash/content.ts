import { hash } from "node:crypto";
import type { Operation } from "./operation.ts";

/** What a case says, in one form for what was sent, what was answered and what is stored. */
export type Content = {
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly comments: readonly string[];
	/** By code; a value is its text, digit for digit. */
	readonly caseData: Readonly<Record<string, string>>;
	readonly attachments: readonly {
		readonly fileName: string;
		readonly contentType: string;
		readonly size: number;
	}[];
};

/** What a case must say, and the SHA-256 of its files in their order. */
export type Expected = {
	readonly digest: string;
	readonly files: readonly string[];
};

export function digestOf(content: Content): string {
	const { caseData, attachments } = content;
	return hash(
		"sha256",
		JSON.stringify([
			content.categoryCode,
			content.typeCode,
			content.status,
			content.resolution,
			content.comments,
			Object.entries(caseData).sort(([a], [b]) => (a < b ? -1 : 1)),
			attachments.map((file) => [file.fileName, file.contentType, file.size]),
		]),
	);
}

export function expectedOf({ body }: Operation): Expected {
	const { comments = [], caseData = {}, attachments = [] } = body;
	return {
		digest: digestOf({
			categoryCode: body.categoryCode,
			typeCode: body.typeCode,
			status: body.status ?? "Created",
			resolution: body.resolution ?? "Unresolved",
			comments: comments.map(({ description }) => description),
			caseData: textsOf(caseData),
			attachments: attachments.map(({ content, ...file }) => ({
				...file,
				size: content.length,
			})),
		}),
		files: attachments.map(({ content }) => hash("sha256", content)),
	};
}

/** Values as text; a number that was sent raw keeps its digits. */
export function textsOf(values: Readonly<Record<string, unknown>>) {
	return Object.fromEntries(
		Object.entries(values).map(([code, value]) => [code, textOf(value)]),
	);
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}
