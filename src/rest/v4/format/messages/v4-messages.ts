import type { en } from "./en.ts";

/** Codes of errors that concern no single member of a body. */
export type GeneralCode = keyof typeof en.general;

/** The same sentences in each language. */
export type V4Messages = {
	readonly general: Readonly<Record<GeneralCode, string>>;
	readonly httpStatus: (status: number) => string;
	readonly unknownCase: string;
};
