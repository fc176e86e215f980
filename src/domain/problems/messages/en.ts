import { caseDataMessages } from "./en/case-data.ts";
import { caseMessages } from "./en/cases.ts";
import { catalogueMessages } from "./en/catalogue.ts";
import { fileMessages } from "./en/files.ts";
import { inputMessages } from "./en/input.ts";
import { sessionMessages } from "./en/sessions.ts";
import type { Messages } from "./messages.ts";

export const en = {
	...inputMessages,
	...caseDataMessages,
	...catalogueMessages,
	...fileMessages,
	...caseMessages,
	...sessionMessages,
} as const satisfies Messages;
