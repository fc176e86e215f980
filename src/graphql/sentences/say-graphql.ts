import { createSay } from "../../domain/sentence.ts";
import { english } from "./english.ts";
import type { GraphqlReasons } from "./graphql-reasons.ts";
import { spanish } from "./spanish.ts";

/** The sentence of a refusal by GraphQL itself. */
export const sayGraphql = createSay<GraphqlReasons>({
	en: english,
	es: spanish,
});
