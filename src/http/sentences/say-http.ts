import { createSay } from "../../domain/sentence.ts";
import { english } from "./english.ts";
import type { HttpReasons } from "./http-reasons.ts";
import { spanish } from "./spanish.ts";

/** The sentence of a refusal by HTTP itself. */
export const sayHttp = createSay<HttpReasons>({ en: english, es: spanish });
