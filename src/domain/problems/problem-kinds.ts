import { type CaseDataParameters, caseDataCodes } from "./kinds/case-data.ts";
import { type CaseParameters, caseCodes } from "./kinds/cases.ts";
import { type CatalogueParameters, catalogueCodes } from "./kinds/catalogue.ts";
import { type FileParameters, fileCodes } from "./kinds/files.ts";
import { type InputParameters, inputCodes } from "./kinds/input.ts";
import { type SessionParameters, sessionCodes } from "./kinds/sessions.ts";
import type { ProblemCode } from "./problem-codes.ts";

/** Every kind of problem, with what its sentence quotes: values as they were sent, names and limits, never words of a language. */
export type ProblemParameters = InputParameters &
	CaseDataParameters &
	CatalogueParameters &
	FileParameters &
	CaseParameters &
	SessionParameters;

/** One sentence that a problem can have, in each language. */
export type ProblemKind = keyof ProblemParameters;

/** The code that callers act on. */
export const codeOfKind: Readonly<Record<ProblemKind, ProblemCode>> = {
	...inputCodes,
	...caseDataCodes,
	...catalogueCodes,
	...fileCodes,
	...caseCodes,
	...sessionCodes,
};
