import { type Measured, targetsOf } from "./targets.ts";

/** What a run measured, in five lines for the README. */
export function formatHeadlines(measured: Measured): string {
	const of = (what: string, digits = 2) => {
		const found = targetsOf(measured).find((one) => one.what === what);
		return (found?.measured ?? Number.NaN).toFixed(digits);
	};
	const memory = (flags: string) =>
		of(`Resident memory after 500,000 creates, ${flags}`, 0);
	return [
		`REST create: ${of("REST create, CPU / bare server")} times the CPU of a bare \`node:http\` server that inserts the same rows and checks nothing.`,
		`GraphQL create: ${of("GraphQL create, CPU / bare server")} times the CPU of that server, ${of("GraphQL create, CPU / Mercurius with JIT")} times that of Mercurius with JIT.`,
		`${of("GraphQL creates a second / Apollo Server with Drizzle, a commit each", 1)} times the creates per second of Apollo Server with Drizzle, and ${of("GraphQL creates a second / GraphQL Yoga with Drizzle, a commit each", 1)} times those of GraphQL Yoga.`,
		`From start to the first answered create: ${of("Start to first answered create, REST", 0)} ms by REST, ${of("Start to first answered create, GraphQL", 0)} ms by GraphQL.`,
		`Resident memory after 500,000 creates: ${memory("Node's default flags")} MiB, or ${memory("--max-semi-space-size=8")} MiB with \`--max-semi-space-size=8\`.`,
	]
		.map((line) => `- ${line}\n`)
		.join("");
}
