import type { Language } from "../../language.ts";
import type { Problem } from "../problem.ts";
import type { ProblemKind } from "../problem-kinds.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { Messages } from "./messages.ts";

const messages: Readonly<Record<Language, Messages>> = { en, es };

/** The sentence of a problem for a caller who reads this language. */
export function messageOf<Kind extends ProblemKind>(
	{ kind, parameters }: Problem<Kind>,
	language: Language,
): string {
	return messages[language][kind](parameters);
}
