import { fileURLToPath } from "node:url";
import type { Dialect } from "./request-plan.ts";

/** A server to compare: a program for Node that obeys PORT and DATABASE_URL and says "listens on" once it does. */
export type Peer = {
	readonly name: string;
	readonly program: string;
	readonly dialect: Dialect;
	readonly settings?: NodeJS.ProcessEnv;
};

const pathTo = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const program = pathTo("../bin/casebridge.js");

export const casebridge: Peer = {
	name: "casebridge REST",
	program,
	dialect: "v4",
};

/** A server with a commit for each request: as its users write it, and with the statements of the bare server. */
function commitsEach(name: string, program: string): Peer[] {
	const peer = { name, program, dialect: "plainGraphql" } as const;
	return [
		peer,
		{
			...peer,
			name: `${name}, statements prepared`,
			settings: { STATEMENTS: "prepared" },
		},
	];
}

/** Every server that takes part. The first is the one that the others are compared with. */
export const peers: readonly Peer[] = [
	{
		name: "bare node:http",
		program: pathTo("peers/bare.ts"),
		dialect: "bare",
	},
	{
		name: "Fastify, REST",
		program: pathTo("peers/fastify.ts"),
		dialect: "plainRest",
	},
	{
		name: "Mercurius with JIT",
		program: pathTo("peers/mercurius.ts"),
		dialect: "plainGraphql",
	},
	...commitsEach("Apollo Server", pathTo("peers/apollo.ts")),
	...commitsEach("GraphQL Yoga", pathTo("peers/yoga.ts")),
	casebridge,
	{ name: "casebridge GraphQL", program, dialect: "graphql" },
];
