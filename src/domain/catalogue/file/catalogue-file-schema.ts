import { z } from "zod";
import { entry, longText, must, name } from "../../input/file-schema.ts";
import { lengthOf } from "../../input/text.ts";
import { touchpointKinds } from "../entries.ts";
import { displayName } from "./display-name.ts";

/** The names of data types in the file. */
export const fieldTypes = [
	"Boolean",
	"Number",
	"Decimal",
	"Date",
	"Text",
	"List",
] as const;

/** What GraphQL accepts as a name without an escape. */
export const graphqlNameForm = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Field codes that JavaScript objects, or v4's own answers, use for something else. */
const reservedFieldCodes = ["links", "__proto__", "constructor", "prototype"];
const longestSession = 365 * 24 * 60;

const code = name.check(
	must((value) => lengthOf(value) <= 64, "has more than 64 characters."),
);
const graphqlName = z
	.string()
	.check(
		must(
			(value) => graphqlNameForm.test(value),
			"must be a letter followed by at most 63 letters, digits or _.",
		),
	);
const flag = z.boolean().optional();

const category = entry({
	code,
	name: displayName,
	parent: z.string().optional(),
	system: flag,
	active: flag,
});

const operatorGroup = entry({
	code,
	name: displayName,
	types: z.array(z.string()).optional(),
});

const field = entry({
	code: code.check(
		must(
			(value) => !reservedFieldCodes.includes(value),
			"is reserved; choose another code.",
		),
	),
	graphqlName: graphqlName.optional(),
	name: displayName,
	description: longText.optional(),
	type: z.enum(fieldTypes),
	required: flag,
	visible: flag,
	editable: flag,
	group: z.string().optional(),
	options: z.array(name).optional(),
});

const type = entry({
	code,
	graphqlName: graphqlName.optional(),
	name: displayName,
	operatorGroup: z.string(),
	visibleInApp: flag,
	active: flag,
	categories: z.array(
		entry({ code: z.string(), defaultAnswer: longText.optional() }),
	),
	fieldGroups: z.array(entry({ code, name: displayName })).optional(),
	fields: z.array(field).optional(),
});

const resolution = { name, initial: flag, default: flag, active: flag };

const touchpoint = entry({
	code,
	name: displayName,
	kind: z.enum(touchpointKinds),
	sessionMinutes: z
		.number()
		.check(
			must(
				(value) =>
					Number.isInteger(value) && value >= 1 && value <= longestSession,
				`must be a whole number from 1 to ${longestSession}.`,
			),
		),
	unknownFields: z.enum(["refuse", "warn"]).optional(),
	values: z.enum(["strict", "lenient"]).optional(),
	grants: z.array(entry({ category: z.string(), type: z.string().optional() })),
});

/**
 * The shape of the declarative catalogue file. Every list must be there: an entry that is absent is deactivated, so a
 * forgotten list would deactivate all of its kind.
 */
export const catalogueFileSchema = entry({
	categories: z.array(category),
	operatorGroups: z.array(operatorGroup),
	types: z.array(type),
	statuses: z.array(entry({ ...resolution, final: flag })),
	resolutions: z.array(entry(resolution)),
	touchpoints: z.array(touchpoint),
});

export type CatalogueFile = z.output<typeof catalogueFileSchema>;
