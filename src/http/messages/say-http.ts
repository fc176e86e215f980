import { createSay } from "../../domain/sentence.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { HttpReasons } from "./http-reasons.ts";

/** The sentence of an error of HTTP itself. */
export const sayHttp = createSay<HttpReasons>({ en, es });
