import assert from "node:assert/strict";
import {
	type Answer,
	graphql,
	party1,
	telefonico,
} from "../support/requests.ts";
import type { TestServer } from "../support/test-server.ts";

export type Headers = Record<string, string>;

/** What each mutation answers beside the case. */
const extras = {
	updateCase: "",
	transitionCase: "",
	assignCase: "",
	addCaseComment: "comment { id number description }",
	updateCaseComment: "comment { id number description }",
	addCaseAttachment: "attachment { id number fileName contentType size url }",
	deleteCaseAttachment: "",
} as const;

export type Change = keyof typeof extras;
export const changes = Object.keys(extras) as readonly Change[];

/** An answer with the payload of its one mutation taken out. */
export type ChangeAnswer = Answer & {
	// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member in tests
	readonly payload: any;
};

/** Runs a mutation that changes a case. */
export async function change(
	server: TestServer,
	name: Change,
	input: object,
	headers: Headers = party1,
): Promise<ChangeAnswer> {
	const document = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
		${name}(input: $input) {
			case {
				id number version status resolution categoryCode typeCode caseData updatedAt
				assignee { ... on Operator { firstname lastname email } ... on OperatorGroup { code name } }
				comments { id number description }
				attachments { id number fileName contentType size }
			}
			${extras[name]}
			replayed
			userErrors { code field message allowedValues }
			context { simpleProfile { email } }
		}
	}`;
	const answer = await graphql(server, document, { input }, headers);
	return { ...answer, payload: answer.body.data?.[name] };
}

/** Code and path of each user error. */
export function problemsIn({ payload }: ChangeAnswer): [string, string][] {
	assert.ok(payload, "the mutation has no payload");
	return payload.userErrors.map(
		({ code, field }: { code: string; field: string[] }) => [
			code,
			field.join("."),
		],
	);
}

/** The code of the one error at the top level. */
export function refusalIn({ status, body }: Answer): string {
	assert.equal(status, 200);
	assert.equal(body.errors.length, 1);
	assert.ok(Object.values(body.data).every((payload) => payload === null));
	return body.errors[0].extensions.code;
}

export function globalId(typename: string, number: unknown): string {
	return Buffer.from(`${typename}:${number}`).toString("base64");
}

/** A new case with a comment and a file, and the global ids of all three. */
export async function newCase(
	server: TestServer,
	input: object = {},
	headers: Headers = party1,
) {
	const { body } = await graphql(
		server,
		`mutation ($input: CreateCaseInput!) {
			createCase(input: $input) {
				case { id number comments { id } attachments { id } }
				userErrors { code field message }
			}
		}`,
		{
			input: {
				...telefonico,
				comments: [{ description: "first" }],
				attachments: [{ fileName: "a.txt", content: "aGVsbG8=" }],
				...input,
			},
		},
		headers,
	);
	const { case: created, userErrors } = body.data.createCase;
	assert.deepEqual(userErrors, []);
	const [comment] = created.comments;
	const [attachment] = created.attachments;
	return {
		id: created.id as string,
		number: created.number as number,
		commentId: comment?.id as string,
		attachmentId: attachment?.id as string,
	};
}

export type NewCase = Awaited<ReturnType<typeof newCase>>;

/** An input with which each mutation succeeds on a new case. */
export function goodInput(
	name: Change,
	{ id, commentId, attachmentId }: NewCase,
): object {
	switch (name) {
		case "updateCase":
			return { id, ...telefonico, caseData: { monto: "1.50" } };
		case "transitionCase":
			return { id, statusName: "In progress" };
		case "assignCase":
			return { id, email: "operator1@example.com" };
		case "addCaseComment":
			return { id, description: "more" };
		case "updateCaseComment":
			return { id, commentId, description: "other" };
		case "addCaseAttachment":
			return { id, attachment: { fileName: "b.txt", content: "aGk=" } };
		case "deleteCaseAttachment":
			return { id, attachmentId };
	}
}
