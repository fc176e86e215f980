import { digestOf, textsOf } from "./content.ts";
import type { Outcome } from "./ledger.ts";
import type { Operation } from "./operation.ts";

export const protocols = ["REST", "GRAPHQL"] as const;
export type Protocol = (typeof protocols)[number];

type Request = { readonly path: string; readonly body: string };

// biome-ignore lint/suspicious/noExplicitAny: what a server answers may be anything; a wrong form throws or differs
type Json = any;

const query = `mutation ($input: CreateCaseInput!) {
	createCase(input: $input) {
		case {
			id: number categoryCode typeCode status resolution caseData
			comments { description }
			attachments { id: number fileName contentType size }
		}
		replayed
		userErrors { code field message }
	}
}`;

/** How each protocol is asked for the same case; the key goes along in the headers. */
const requests = {
	REST: ({ attachments, ...body }) => ({
		path: "/api/v4/cases",
		body: JSON.stringify({ ...body, attachements: attachments }),
	}),
	GRAPHQL: (input) => ({
		path: "/graphql",
		body: JSON.stringify({ query, variables: { input } }),
	}),
} as const satisfies Record<Protocol, (body: object & Json) => Request>;

export function requestOf({ body }: Operation, protocol: Protocol): Request {
	const attachments = body.attachments?.map(({ content, ...file }) => ({
		...file,
		content: content.toString("base64"),
	}));
	return requests[protocol]({ ...body, attachments });
}

/** What an answer of a protocol says about the request. */
export async function readAnswer(
	response: Response,
	protocol: Protocol,
): Promise<Outcome> {
	const text = await response.text();
	const { status } = response;
	const reason = `${status} ${text.slice(0, 300)}`;
	if (status >= 400 && status < 500) return { kind: "failed", reason };
	if (status !== (protocol === "REST" ? 201 : 200))
		return { kind: "unknown", reason };
	const answer: Json = JSON.parse(text, keepDigits);
	if (protocol === "REST")
		return acknowledged(
			answer.case,
			response.headers.get("idempotent-replayed") === "true",
		);
	const payload = answer.data?.createCase;
	if (payload?.case) return acknowledged(payload.case, payload.replayed);
	const isRefused = payload?.userErrors.length > 0;
	return { kind: isRefused ? "failed" : "unknown", reason };
}

/** A number becomes its text. */
function keepDigits(
	_key: string,
	value: unknown,
	context?: { readonly source?: string },
) {
	return typeof value === "number" ? context?.source : value;
}

function acknowledged(found: Json, replayed: boolean): Outcome {
	const { links: _links, ...caseData } = found.caseData;
	const attachments: Json[] = found.attachements ?? found.attachments;
	return {
		kind: "acknowledged",
		number: Number(found.id),
		replayed,
		digest: digestOf({
			...found,
			comments: found.comments.map((comment: Json) => comment.description),
			caseData: textsOf(caseData),
			attachments: attachments.map((file) => ({
				...file,
				size: Number(file.size),
			})),
		}),
		attachments: attachments.map(({ id }) => Number(id)),
	};
}
