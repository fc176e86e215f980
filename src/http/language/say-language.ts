import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "../../domain/language.ts";
import { addVary } from "../answers/add-vary.ts";

declare module "fastify" {
	interface FastifyRequest {
		/** The language in which its caller reads sentences and names; it does not depend on who is calling. */
		readonly language: Language;
	}
}

/** The language of the answer, which its headers name, once, together with the header that chose it. */
export function sayLanguage(
	{ language }: FastifyRequest,
	reply: FastifyReply,
): Language {
	if (reply.hasHeader("content-language")) return language;
	reply.header("content-language", language);
	if (reply.hasHeader("vary")) addVary(reply, "Accept-Language");
	else reply.header("vary", "Accept-Language");
	return language;
}
