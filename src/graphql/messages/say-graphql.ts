import { createSay } from "../../domain/sentence.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { GraphqlReasons } from "./graphql-reasons.ts";

/** The sentence of an error of GraphQL itself. */
export const sayGraphql = createSay<GraphqlReasons>({
	en,
	es,
});
