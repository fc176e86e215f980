import type {
	Category,
	CategoryType,
} from "../../../domain/catalogue/catalogue.ts";
import type {
	CaseFieldEntry,
	DataType,
	ResolutionEntry,
	StatusEntry,
} from "../../../domain/catalogue/entries.ts";
import { listCategoryTypes } from "../../../domain/catalogue/list-category-types.ts";
import { listResolutions } from "../../../domain/catalogue/list-resolutions.ts";
import { listStatuses } from "../../../domain/catalogue/list-statuses.ts";
import { nameFor } from "../../../domain/catalogue/name.ts";
import type { Builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";

const nameDescription =
	"Name for people, in the language of the answer where the catalogue has it.";

/** Categories, case types with their fields, statuses and resolutions: what a case can be made of. */
export function defineCatalogue(builder: Builder) {
	const CaseCategory = builder.objectRef<Category>("CaseCategory").implement({
		description: "A category that cases are sorted into.",
		fields: (t) => ({
			code: t.exposeString("code", {
				description: "Unique code, as `createCase` takes it.",
			}),
			name: t.string({
				description: nameDescription,
				resolve: ({ name }, _args, { domain }) => nameFor(domain, name),
			}),
		}),
	});

	const CaseFieldType = builder.enumType("CaseFieldType", {
		description: "What kind of value a custom field takes.",
		values: enumValues(fieldTypes),
	});

	const CaseField = builder.objectRef<CaseFieldEntry>("CaseField").implement({
		description: "A custom field of a case type.",
		fields: (t) => ({
			code: t.exposeString("code", { description: "Its key in `caseData`." }),
			name: t.string({
				description: nameDescription,
				resolve: ({ name }, _args, { domain }) => nameFor(domain, name),
			}),
			description: t.exposeString("description", {
				nullable: true,
				description: "What it is for.",
			}),
			type: t.expose("dataType", {
				type: CaseFieldType,
				description: "What kind of value it takes.",
			}),
			required: t.exposeBoolean("isRequired", {
				description: "Whether every new case of the type needs it.",
			}),
			options: t.stringList({
				nullable: true,
				description: "The values a LIST field takes; null for other types.",
				resolve: ({ dataType, options }) =>
					dataType === "LIST" ? [...options] : null,
			}),
		}),
	});

	const CaseType = builder.objectRef<CategoryType>("CaseType").implement({
		description: "A case type under a category: what a new case names.",
		fields: (t) => ({
			code: t.string({
				description: "Code of the type, as `createCase` takes it.",
				resolve: ({ type }) => type.code,
			}),
			name: t.string({
				description: nameDescription,
				resolve: ({ type }, _args, { domain }) => nameFor(domain, type.name),
			}),
			category: t.field({
				type: CaseCategory,
				description: "The category it stands under here.",
				resolve: ({ category }) => category,
			}),
			defaultAnswer: t.exposeString("defaultAnswer", {
				nullable: true,
				description: "A standard answer to cases of this kind.",
			}),
			fields: t.field({
				type: [CaseField],
				description: "The custom fields that `caseData` may hold.",
				resolve: ({ type }) => [...type.fields.values()],
			}),
		}),
	});

	const CaseStatus = builder.objectRef<StatusEntry>("CaseStatus").implement({
		description: "A status a case can have.",
		fields: (t) => ({
			name: t.exposeString("name", { description: "Name and identifier." }),
			initial: t.exposeBoolean("isInitial", {
				description: "Whether a new case may start with it.",
			}),
			default: t.exposeBoolean("isDefault", {
				description: "Whether a new case starts with it when none is named.",
			}),
			final: t.exposeBoolean("isFinal", {
				description: "Whether a case is closed in it.",
			}),
		}),
	});

	const CaseResolution = builder
		.objectRef<ResolutionEntry>("CaseResolution")
		.implement({
			description: "A resolution a case can have.",
			fields: (t) => ({
				name: t.exposeString("name", { description: "Name and identifier." }),
				initial: t.exposeBoolean("isInitial", {
					description: "Whether a new case may start with it.",
				}),
				default: t.exposeBoolean("isDefault", {
					description: "Whether a new case starts with it when none is named.",
				}),
			}),
		});

	builder.queryFields((t) => ({
		caseTypes: t.field({
			type: [CaseType],
			nullable: true,
			description: "The case types this caller may create cases of.",
			resolve: (_root, _args, { domain }) => [
				...(listCategoryTypes(domain).categoryTypes ?? []),
			],
		}),
		caseStatuses: t.field({
			type: [CaseStatus],
			nullable: true,
			description: "The active statuses.",
			resolve: (_root, _args, { domain }) => [...listStatuses(domain)],
		}),
		caseResolutions: t.field({
			type: [CaseResolution],
			nullable: true,
			description: "The active resolutions.",
			resolve: (_root, _args, { domain }) => [...listResolutions(domain)],
		}),
	}));

	return { CaseCategory, CaseType };
}

export type CatalogueRefs = ReturnType<typeof defineCatalogue>;

const fieldTypes = {
	BOOLEAN: "`true` or `false`.",
	NUMBER: "An integer between -(2^53-1) and 2^53-1.",
	DECIMAL:
		'A number, or a text such as `"12.50"`, with at most 30 digits before and 30 after the point.',
	DATE: "A text: a real day as `YYYY-MM-DD`, or a Unix timestamp.",
	TEXT: "A text.",
	LIST: "One of the field's options.",
} as const satisfies Record<DataType, string>;
