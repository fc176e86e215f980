import type { FastifyReply } from "fastify";

/** Adds the name of a request header to `Vary`, beside those that other parts of the answer depend on. */
export function addVary(reply: FastifyReply, name: string): void {
	const others = reply.getHeader("vary");
	reply.header("vary", others ? `${others}, ${name}` : name);
}
