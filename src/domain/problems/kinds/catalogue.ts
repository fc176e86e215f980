import type { ProblemCode } from "../problem-codes.ts";
import type { NoParameters } from "./no-parameters.ts";

type Allowed = { readonly allowed: readonly string[] };
type Status = Allowed & { readonly status: string | null };
type Resolution = Allowed & { readonly resolution: string };

/** Of category, type, status and resolution of a case. */
export type CatalogueParameters = {
	readonly categoryRequired: NoParameters;
	readonly systemCategory: { readonly categoryCode: string };
	readonly unknownCategory: Allowed & { readonly categoryCode: string };
	readonly typeRequired: NoParameters;
	readonly typeRequiredInCategory: Allowed;
	readonly unknownType: Allowed & {
		readonly categoryCode: string;
		readonly typeCode: string;
	};
	readonly noDefaultStatus: Allowed;
	readonly notInitialStatus: Status;
	readonly unknownStatus: Status;
	readonly unknownNextStatus: Status;
	readonly notInitialResolution: Resolution;
	readonly unknownResolution: Resolution;
};

export const catalogueCodes = {
	categoryRequired: "CODE_REQUIRED",
	systemCategory: "CATEGORY_SYSTEM_NODE",
	unknownCategory: "INVALID_CODE",
	typeRequired: "INVALID_CODE",
	typeRequiredInCategory: "INVALID_CODE",
	unknownType: "INVALID_CODE",
	noDefaultStatus: "INITIAL_STATUS_NOT_SELECTED",
	notInitialStatus: "INITIAL_STATUS_NOT_SELECTED",
	unknownStatus: "INVALID_NAME",
	unknownNextStatus: "INVALID_STATUS",
	notInitialResolution: "INITIAL_RESOLUTION_TYPE_NOT_SELECTED",
	unknownResolution: "INVALID_NAME",
} as const satisfies Record<keyof CatalogueParameters, ProblemCode>;
