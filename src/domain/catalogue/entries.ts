import type { Name } from "./name.ts";

/** The types of value a case field can hold. */
export const dataTypes = [
	"BOOLEAN",
	"NUMBER",
	"DECIMAL",
	"DATE",
	"TEXT",
	"LIST",
] as const;
export type DataType = (typeof dataTypes)[number];

/** REST touchpoints serve parties; only CALL_CENTER ones let operators sign in. */
export const touchpointKinds = ["REST", "CALL_CENTER"] as const;
export type TouchpointKind = (typeof touchpointKinds)[number];

export type CategoryEntry = {
	readonly code: string;
	readonly name: Name;
	readonly parentCode: string | null;
	readonly isSystem: boolean;
	readonly isActive: boolean;
};

export type OperatorGroupEntry = {
	readonly code: string;
	readonly name: Name;
	readonly isActive: boolean;
};

/** A group may handle cases of the type; the type's own group always may. */
type GroupTypeEntry = {
	readonly groupCode: string;
	readonly typeCode: string;
	readonly isActive: boolean;
};

export type CaseTypeEntry = {
	readonly code: string;
	readonly graphqlName: string | null;
	readonly name: Name;
	/** The group new cases are routed to. */
	readonly operatorGroupCode: string;
	readonly isVisibleInApp: boolean;
	readonly isActive: boolean;
};

/** A type under a category: the unit of use. */
type CategoryTypeEntry = {
	readonly typeCode: string;
	readonly categoryCode: string;
	readonly defaultAnswer: string | null;
	readonly isActive: boolean;
};

type FieldGroupEntry = {
	readonly typeCode: string;
	readonly code: string;
	readonly name: Name;
	readonly isActive: boolean;
};

export type CaseFieldEntry = {
	readonly typeCode: string;
	readonly code: string;
	readonly graphqlName: string | null;
	readonly name: Name;
	readonly description: string | null;
	readonly dataType: DataType;
	readonly isRequired: boolean;
	/** An invisible field belongs to the back office: callers neither send nor see it. */
	readonly isVisible: boolean;
	/** Whether it may change after creation. */
	readonly isEditable: boolean;
	readonly groupCode: string | null;
	readonly options: readonly string[];
	readonly position: number;
	readonly isActive: boolean;
};

export type StatusEntry = {
	readonly name: string;
	readonly isInitial: boolean;
	readonly isDefault: boolean;
	readonly isFinal: boolean;
	readonly position: number;
	readonly isActive: boolean;
};

export type ResolutionEntry = {
	readonly name: string;
	readonly isInitial: boolean;
	readonly isDefault: boolean;
	readonly position: number;
	readonly isActive: boolean;
};

export type TouchpointEntry = {
	readonly code: string;
	readonly name: Name;
	readonly kind: TouchpointKind;
	readonly sessionMinutes: number;
	/** What an unknown key of a v4 body leads to: an error, or a case and a warning. */
	readonly unknownFields: "refuse" | "warn";
	/** Whether a value in a caller's own spelling (`"true"`, `""`) is refused, or stored as what it means, with a warning. */
	readonly values: "strict" | "lenient";
	readonly isActive: boolean;
};

/** A grant of one pair, or, with an empty `typeCode`, of a category and the branch below it. */
export type GrantEntry = {
	readonly touchpointCode: string;
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly isActive: boolean;
};

/** The catalogue as flat entries, one kind a table: what the store keeps, a plan compares and a snapshot is built from. */
export type CatalogueEntries = {
	readonly categories: readonly CategoryEntry[];
	readonly operatorGroups: readonly OperatorGroupEntry[];
	readonly groupTypes: readonly GroupTypeEntry[];
	readonly types: readonly CaseTypeEntry[];
	readonly categoryTypes: readonly CategoryTypeEntry[];
	readonly fieldGroups: readonly FieldGroupEntry[];
	readonly fields: readonly CaseFieldEntry[];
	readonly statuses: readonly StatusEntry[];
	readonly resolutions: readonly ResolutionEntry[];
	readonly touchpoints: readonly TouchpointEntry[];
	readonly grants: readonly GrantEntry[];
};

export type EntryKind = keyof CatalogueEntries;
export type CatalogueEntry = CatalogueEntries[EntryKind][number];

/** What identifies an entry within its kind. */
export const entryKeys = {
	categories: ["code"],
	operatorGroups: ["code"],
	groupTypes: ["groupCode", "typeCode"],
	types: ["code"],
	categoryTypes: ["typeCode", "categoryCode"],
	fieldGroups: ["typeCode", "code"],
	fields: ["typeCode", "code"],
	statuses: ["name"],
	resolutions: ["name"],
	touchpoints: ["code"],
	grants: ["touchpointCode", "categoryCode", "typeCode"],
} as const satisfies Record<EntryKind, readonly string[]>;

export const emptyEntries: CatalogueEntries = {
	categories: [],
	operatorGroups: [],
	groupTypes: [],
	types: [],
	categoryTypes: [],
	fieldGroups: [],
	fields: [],
	statuses: [],
	resolutions: [],
	touchpoints: [],
	grants: [],
};
