import type {
	CaseFieldEntry,
	CaseTypeEntry,
	OperatorGroupEntry,
	ResolutionEntry,
	StatusEntry,
	TouchpointEntry,
} from "./entries.ts";
import type { Name } from "./name.ts";

/** A category with what holds for its whole branch: inactive or system above means inactive or system here. */
export type Category = {
	readonly code: string;
	readonly name: Name;
	readonly isActive: boolean;
	readonly isSystem: boolean;
	/** The category and every one above it. */
	readonly branch: readonly string[];
};

export type CaseType = CaseTypeEntry & {
	/** The active fields that callers may send and see, by code, in order. */
	readonly fields: ReadonlyMap<string, CaseFieldEntry>;
	readonly requiredFields: readonly CaseFieldEntry[];
	/** Codes of the fields that belong to the back office. */
	readonly hiddenFields: ReadonlySet<string>;
	/** Codes of the operator groups that handle cases of this type. */
	readonly groupCodes: ReadonlySet<string>;
};

/** A type under a category. `isUsable` says that type, category and category type are active, and that the category is not a system category. */
export type CategoryType = {
	readonly category: Category;
	readonly type: CaseType;
	readonly defaultAnswer: string | null;
	readonly isUsable: boolean;
};

export type Touchpoint = TouchpointEntry & {
	/** The usable category types that it was granted, one by one or with a branch of categories. */
	readonly categoryTypes: ReadonlySet<CategoryType>;
};

/** An immutable picture of the catalogue, replaced whole when `version` changes. */
export type Catalogue = {
	readonly version: number;
	readonly categories: ReadonlyMap<string, Category>;
	readonly types: ReadonlyMap<string, CaseType>;
	/** Codes of the types whose cases a party sees. */
	readonly typesInApp: readonly string[];
	/** By category code, then by type code. */
	readonly categoryTypes: ReadonlyMap<
		string,
		ReadonlyMap<string, CategoryType>
	>;
	readonly statuses: ReadonlyMap<string, StatusEntry>;
	readonly resolutions: ReadonlyMap<string, ResolutionEntry>;
	/** Names of the statuses in which a case is closed, also those out of use. */
	readonly finalStatuses: ReadonlySet<string>;
	/** Operator groups by code, also those out of use. */
	readonly groups: ReadonlyMap<string, OperatorGroupEntry>;
	readonly defaultStatus: StatusEntry | null;
	readonly defaultResolution: ResolutionEntry | null;
	/** Names that a new case may start with. */
	readonly initialStatuses: readonly string[];
	readonly initialResolutions: readonly string[];
	readonly touchpoints: ReadonlyMap<string, Touchpoint>;
};
