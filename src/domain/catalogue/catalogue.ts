import type {
	CaseFieldEntry,
	CaseTypeEntry,
	CatalogueEntries,
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
	/** The usable category types it was granted, one by one or by branch. */
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

export function buildCatalogue(
	entries: CatalogueEntries,
	version: number,
): Catalogue {
	const categories = buildCategories(entries);
	const types = buildTypes(entries);
	const categoryTypes = buildCategoryTypes(entries, categories, types);
	const statuses = activeByName(entries.statuses);
	const resolutions = activeByName(entries.resolutions);
	return {
		version,
		categories,
		types,
		typesInApp: [...types.values()]
			.filter((type) => type.isVisibleInApp)
			.map((type) => type.code),
		categoryTypes,
		statuses,
		resolutions,
		finalStatuses: new Set(
			entries.statuses
				.filter((status) => status.isFinal)
				.map((status) => status.name),
		),
		groups: new Map(entries.operatorGroups.map((group) => [group.code, group])),
		defaultStatus: findDefault(statuses),
		defaultResolution: findDefault(resolutions),
		initialStatuses: initialNames(statuses),
		initialResolutions: initialNames(resolutions),
		touchpoints: buildTouchpoints(entries, categoryTypes),
	};
}

function buildCategories({ categories }: CatalogueEntries) {
	const byCode = new Map(categories.map((entry) => [entry.code, entry]));
	const built = new Map<string, Category>();
	for (const { code, name } of categories) {
		const branch: string[] = [];
		let isActive = true;
		let isSystem = false;
		for (
			let entry = byCode.get(code);
			entry && !branch.includes(entry.code);
			entry = byCode.get(entry.parentCode ?? "")
		) {
			branch.push(entry.code);
			isActive &&= entry.isActive;
			isSystem ||= entry.isSystem;
		}
		built.set(code, { code, name, isActive, isSystem, branch });
	}
	return built;
}

function buildTypes(entries: CatalogueEntries) {
	const built = new Map<string, CaseType>();
	const fields = Map.groupBy(
		entries.fields.toSorted((a, b) => a.position - b.position),
		(field) => field.typeCode,
	);
	const groups = Map.groupBy(
		entries.groupTypes.filter((link) => link.isActive),
		(link) => link.typeCode,
	);
	const activeGroups = new Set(
		entries.operatorGroups
			.filter((group) => group.isActive)
			.map((group) => group.code),
	);
	for (const type of entries.types) {
		const all = fields.get(type.code) ?? [];
		const own = all.filter((field) => field.isActive && field.isVisible);
		built.set(type.code, {
			...type,
			fields: new Map(own.map((field) => [field.code, field])),
			requiredFields: own.filter((field) => field.isRequired),
			hiddenFields: new Set(
				all.filter((field) => !field.isVisible).map((field) => field.code),
			),
			groupCodes: new Set([
				type.operatorGroupCode,
				...(groups.get(type.code) ?? []).map((link) => link.groupCode),
			]).intersection(activeGroups),
		});
	}
	return built;
}

function buildCategoryTypes(
	entries: CatalogueEntries,
	categories: ReadonlyMap<string, Category>,
	types: ReadonlyMap<string, CaseType>,
) {
	const built = new Map<string, Map<string, CategoryType>>();
	for (const entry of entries.categoryTypes) {
		const category = categories.get(entry.categoryCode);
		const type = types.get(entry.typeCode);
		if (!category || !type) continue;
		const isUsable =
			entry.isActive &&
			type.isActive &&
			category.isActive &&
			!category.isSystem;
		const ofCategory =
			built.get(category.code) ?? new Map<string, CategoryType>();
		built.set(category.code, ofCategory);
		const { defaultAnswer } = entry;
		ofCategory.set(type.code, { category, type, defaultAnswer, isUsable });
	}
	return built;
}

function buildTouchpoints(
	entries: CatalogueEntries,
	categoryTypes: ReadonlyMap<string, ReadonlyMap<string, CategoryType>>,
) {
	const usable = [...categoryTypes.values()]
		.flatMap((ofCategory) => [...ofCategory.values()])
		.filter((categoryType) => categoryType.isUsable);
	const grants = Map.groupBy(
		entries.grants.filter((grant) => grant.isActive),
		(grant) => grant.touchpointCode,
	);
	const built = new Map<string, Touchpoint>();
	for (const touchpoint of entries.touchpoints) {
		const own = grants.get(touchpoint.code) ?? [];
		const granted = usable.filter(({ category, type }) =>
			own.some((grant) =>
				grant.typeCode === ""
					? category.branch.includes(grant.categoryCode)
					: grant.categoryCode === category.code &&
						grant.typeCode === type.code,
			),
		);
		built.set(touchpoint.code, {
			...touchpoint,
			categoryTypes: new Set(granted),
		});
	}
	return built;
}

type Named = {
	readonly name: string;
	readonly position: number;
	readonly isActive: boolean;
	readonly isInitial: boolean;
	readonly isDefault: boolean;
};

function activeByName<T extends Named>(entries: readonly T[]) {
	return new Map(
		entries
			.filter((entry) => entry.isActive)
			.toSorted((a, b) => a.position - b.position)
			.map((entry) => [entry.name, entry]),
	);
}

function findDefault<T extends Named>(entries: ReadonlyMap<string, T>) {
	return (
		[...entries.values()].find((entry) => entry.isDefault && entry.isInitial) ??
		null
	);
}

function initialNames(entries: ReadonlyMap<string, Named>) {
	return [...entries.values()]
		.filter((entry) => entry.isInitial)
		.map((entry) => entry.name);
}
