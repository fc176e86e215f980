import type { Language } from "../../../../domain/language.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { V4Messages } from "./v4-messages.ts";

/** What v4 says in each language. */
export const v4MessagesIn: Readonly<Record<Language, V4Messages>> = { en, es };
