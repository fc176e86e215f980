import type { CatalogueEntries, DataType } from "../entries.ts";
import { inLanguageOrder } from "../name.ts";
import type { CatalogueFile, fieldTypes } from "./catalogue-file-schema.ts";

type FileType = CatalogueFile["types"][number];

const dataTypeOf = {
	Boolean: "BOOLEAN",
	Number: "NUMBER",
	Decimal: "DECIMAL",
	Date: "DATE",
	Text: "TEXT",
	List: "LIST",
} as const satisfies Record<(typeof fieldTypes)[number], DataType>;

/** Flattens a file that broke no rule; what it leaves out becomes its default here. */
export function entriesFromFile(file: CatalogueFile): CatalogueEntries {
	const { types, operatorGroups, touchpoints } = file;
	const isActive = true;
	return {
		categories: file.categories.map((category) => ({
			code: category.code,
			name: inLanguageOrder(category.name),
			parentCode: category.parent ?? null,
			isSystem: category.system ?? false,
			isActive: category.active ?? true,
		})),
		operatorGroups: operatorGroups.map(({ code, name }) => ({
			code,
			name: inLanguageOrder(name),
			isActive,
		})),
		groupTypes: operatorGroups.flatMap((group) =>
			(group.types ?? []).map((typeCode) => ({
				groupCode: group.code,
				typeCode,
				isActive,
			})),
		),
		types: types.map((type) => ({
			code: type.code,
			graphqlName: type.graphqlName ?? null,
			name: inLanguageOrder(type.name),
			operatorGroupCode: type.operatorGroup,
			isVisibleInApp: type.visibleInApp ?? true,
			isActive: type.active ?? true,
		})),
		categoryTypes: types.flatMap((type) =>
			type.categories.map((category) => ({
				typeCode: type.code,
				categoryCode: category.code,
				defaultAnswer: category.defaultAnswer ?? null,
				isActive,
			})),
		),
		fieldGroups: types.flatMap((type) =>
			(type.fieldGroups ?? []).map(({ code, name }) => ({
				typeCode: type.code,
				code,
				name: inLanguageOrder(name),
				isActive,
			})),
		),
		fields: types.flatMap(fieldsOf),
		statuses: file.statuses.map((status, position) => ({
			...stateOf(status),
			isFinal: status.final ?? false,
			position,
		})),
		resolutions: file.resolutions.map((resolution, position) => ({
			...stateOf(resolution),
			position,
		})),
		touchpoints: touchpoints.map((touchpoint) => ({
			code: touchpoint.code,
			name: inLanguageOrder(touchpoint.name),
			kind: touchpoint.kind,
			sessionMinutes: touchpoint.sessionMinutes,
			unknownFields: touchpoint.unknownFields ?? "refuse",
			values: touchpoint.values ?? "strict",
			isActive,
		})),
		grants: touchpoints.flatMap((touchpoint) =>
			touchpoint.grants.map((grant) => ({
				touchpointCode: touchpoint.code,
				categoryCode: grant.category,
				typeCode: grant.type ?? "",
				isActive,
			})),
		),
	};
}

function fieldsOf(type: FileType): CatalogueEntries["fields"] {
	return (type.fields ?? []).map((field, position) => ({
		typeCode: type.code,
		code: field.code,
		graphqlName: field.graphqlName ?? null,
		name: inLanguageOrder(field.name),
		description: field.description ?? null,
		dataType: dataTypeOf[field.type],
		isRequired: field.required ?? false,
		isVisible: field.visible ?? true,
		isEditable: field.editable ?? true,
		groupCode: field.group ?? null,
		options: field.options ?? [],
		position,
		isActive: true,
	}));
}

function stateOf(state: CatalogueFile["resolutions"][number]) {
	return {
		name: state.name,
		isInitial: state.initial ?? false,
		isDefault: state.default ?? false,
		isActive: state.active ?? true,
	};
}
