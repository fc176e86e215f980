import { fileURLToPath } from "node:url";
import type { Dialect } from "./request-plan.ts";

/** A server to compare: a program for Node that obeys PORT and DATABASE_URL and says "listens on" once it does. */
export type Peer = {
	readonly name: string;
	readonly program: string;
	readonly dialect: Dialect;
};

const pathTo = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const program = pathTo("../bin/casebridge.js");

export const casebridge: Peer = {
	name: "casebridge REST",
	program,
	dialect: "v4",
};

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
	{
		name: "Apollo Server, a commit each",
		program: pathTo("peers/apollo.ts"),
		dialect: "plainGraphql",
	},
	{
		name: "GraphQL Yoga, a commit each",
		program: pathTo("peers/yoga.ts"),
		dialect: "plainGraphql",
	},
	casebridge,
	{ name: "casebridge GraphQL", program, dialect: "graphql" },
];
