import { fileURLToPath } from "node:url";
import type { Dialect } from "./request-plan.ts";

/** A server to compare: a program for Node that obeys PORT and DATABASE_URL and says "listens on" once it does. */
export type Peer = {
	readonly name: string;
	readonly program: string;
	readonly dialect: Dialect;
};

const pathTo = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const casebridge = pathTo("../bin/casebridge.js");

/** Every server that takes part. The first is the one that the others are compared with. */
export const peers: readonly Peer[] = [
	{
		name: "bare node:http",
		program: pathTo("peers/bare.ts"),
		dialect: "bare",
	},
	{ name: "casebridge REST", program: casebridge, dialect: "v4" },
	{ name: "casebridge GraphQL", program: casebridge, dialect: "graphql" },
];
