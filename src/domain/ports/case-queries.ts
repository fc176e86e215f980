import type { CaseScope } from "../cases/case-scope.ts";

/** Null members do not filter. */
export type CaseFilter = {
	readonly status: string | null;
	readonly resolution: string | null;
	readonly categoryCode: string | null;
	readonly typeCode: string | null;
	/** Milliseconds since 1970; created at or after. */
	readonly createdAfter: number | null;
	/** Created before. */
	readonly createdBefore: number | null;
};

export type CaseSelection = {
	readonly scope: CaseScope;
	readonly filter: CaseFilter;
};

export type CaseOrder = "CREATED_AT" | "UPDATED_AT";

/** The position of a case in an order; `updatedAt` counts only in the order of updates. */
export type CasePosition = { readonly id: number; readonly updatedAt: number };

/** A page of cases between two positions, newest first unless `fromOldest`. */
export type CasePageQuery = CaseSelection & {
	readonly orderBy: CaseOrder;
	readonly below: CasePosition | null;
	readonly above: CasePosition | null;
	readonly limit: number;
	readonly fromOldest: boolean;
};

export type CaseEventQuery = {
	readonly caseId: number;
	readonly above: number | null;
	readonly below: number | null;
	readonly limit: number;
	readonly fromNewest: boolean;
};
