import { caseDataMessages } from "./es/case-data.ts";
import { caseMessages } from "./es/cases.ts";
import { catalogueMessages } from "./es/catalogue.ts";
import { fileMessages } from "./es/files.ts";
import { inputMessages } from "./es/input.ts";
import { sessionMessages } from "./es/sessions.ts";
import type { Messages } from "./messages.ts";

export const es = {
	...inputMessages,
	...caseDataMessages,
	...catalogueMessages,
	...fileMessages,
	...caseMessages,
	...sessionMessages,
} as const satisfies Messages;
