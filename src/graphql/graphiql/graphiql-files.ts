import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { addVary } from "../../http/answers/add-vary.ts";
import {
	type AnswerCoding,
	answerCoding,
} from "../../http/answers/answer-coding.ts";
import type { Graphiql, GraphiqlFile } from "./graphiql.ts";

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

const compress = {
	br: ({ content }: GraphiqlFile) =>
		promisify(brotliCompress)(content, {
			params: {
				// The best that is as quick as gzip.
				[BROTLI_PARAM_QUALITY]: 5,
				[BROTLI_PARAM_SIZE_HINT]: content.length,
			},
		}),
	gzip: ({ content }: GraphiqlFile) => promisify(gzip)(content),
	identity: async ({ content }: GraphiqlFile) => content,
} satisfies Record<AnswerCoding, (file: GraphiqlFile) => Promise<Buffer>>;

/** Serves what the page of GraphiQL loads; a file is compressed once for each coding, and browsers keep it for ever. */
export function graphiqlFiles(
	app: FastifyInstance,
	url: string,
	graphiql: (() => Promise<Graphiql>) | null,
): void {
	if (!graphiql) return;
	const compressed = new Map<string, Promise<Buffer>>();
	app.get<{ Params: { name: string } }>(
		`${url}/:name`,
		async ({ params, headers }, reply) => {
			const { script, style, icon } = await graphiql();
			const file = [script, style, icon].find(
				({ name }) => name === params.name,
			);
			if (!file) return reply.callNotFound();
			const coding = answerCoding(headers["accept-encoding"]);
			const key = `${coding} ${file.name}`;
			const body = compressed.get(key) ?? compress[coding](file);
			compressed.set(key, body);
			if (coding !== "identity") reply.header("content-encoding", coding);
			addVary(reply, "Accept-Encoding");
			return reply
				.header("cache-control", "public, max-age=31536000, immutable")
				.type(file.contentType)
				.send(await body);
		},
	);
}
