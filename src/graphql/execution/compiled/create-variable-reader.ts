import {
	type GraphQLInputObjectType,
	type GraphQLInputType,
	type GraphQLSchema,
	getNullableType,
	isInputObjectType,
	isListType,
	isNonNullType,
	type VariableDefinitionNode,
	valueFromAST,
} from "graphql";
import { readType } from "../../errors/read-type.ts";
import { isObject } from "../../is-object.ts";

type Values = Record<string, unknown>;
/** The value of a type, from one in JSON that is neither null nor absent; throws on one that the type does not take. */
type Read = (value: unknown) => unknown;

const own = Object.prototype.hasOwnProperty;

/**
 * Makes of variables what graphql-js makes of them (specification, section 6.1.2), by functions that are made once for a
 * document: graphql-js asks each value anew what its type is. Null when one is refused; graphql-js has the message for it.
 */
export function createVariableReader(
	schema: GraphQLSchema,
	definitions: readonly VariableDefinitionNode[],
): (inputs: Readonly<Values>) => Values | null {
	const reads = new Map<GraphQLInputType, Read>();
	const variables = definitions.map(({ variable, type, defaultValue }) => {
		const inputType = readType(schema, type);
		return {
			name: variable.name.value,
			isRequired: isNonNullType(inputType),
			preset: defaultValue && valueFromAST(defaultValue, inputType),
			read: readerOf(inputType, reads),
		};
	});

	return (inputs) => {
		const values: Values = {};
		try {
			for (const { name, isRequired, preset, read } of variables) {
				const value = own.call(inputs, name) ? inputs[name] : undefined;
				if (value === undefined && preset !== undefined) values[name] = preset;
				else if (value !== undefined || isRequired)
					values[name] = readValue(value, isRequired, read);
			}
			return values;
		} catch {
			return null;
		}
	};
}

function readValue(value: unknown, isRequired: boolean, read: Read): unknown {
	if (value !== null && value !== undefined) return read(value);
	if (isRequired) throw new Refused();
	return null;
}

/** Thrown for a value that its type does not accept; it never leaves this file, so it has no stack. */
class Refused {}

/** The function of a type without its "not null"; each type is made once, since types refer to themselves. */
function readerOf(
	type: GraphQLInputType,
	reads: Map<GraphQLInputType, Read>,
): Read {
	const inner = getNullableType(type);
	const known = reads.get(inner);
	if (known) return known;
	let read: Read = () => {};
	reads.set(inner, (value) => read(value));
	if (isListType(inner)) read = listReader(inner.ofType, reads);
	else if (isInputObjectType(inner)) read = objectReader(inner, reads);
	else
		read = (value) => {
			const parsed = inner.parseValue(value);
			if (parsed === undefined) throw new Refused();
			return parsed;
		};
	reads.set(inner, read);
	return read;
}

function listReader(
	type: GraphQLInputType,
	reads: Map<GraphQLInputType, Read>,
): Read {
	const isRequired = isNonNullType(type);
	const read = readerOf(type, reads);
	return (value) =>
		Array.isArray(value)
			? value.map((entry) => readValue(entry, isRequired, read))
			: [readValue(value, isRequired, read)];
}

function objectReader(
	type: GraphQLInputObjectType,
	reads: Map<GraphQLInputType, Read>,
): Read {
	const fields = Object.values(type.getFields()).map(
		({ name, type, defaultValue }) => ({
			name,
			isRequired: isNonNullType(type),
			preset: defaultValue,
			read: readerOf(type, reads),
		}),
	);
	const names = new Set(fields.map(({ name }) => name));
	return (value) => {
		if (!isObject(value)) throw new Refused();
		const object: Values = {};
		for (const { name, isRequired, preset, read } of fields) {
			const given = value[name];
			if (given === undefined && preset !== undefined) object[name] = preset;
			else if (given !== undefined || isRequired)
				object[name] = readValue(given, isRequired, read);
		}
		for (const name of Object.keys(value))
			if (!names.has(name)) throw new Refused();
		if (type.isOneOf) requireOne(object);
		return object;
	};
}

/** One member of a `@oneOf`, and not null. */
function requireOne(object: Readonly<Values>): void {
	const values = Object.values(object);
	if (values.length !== 1 || values[0] === null) throw new Refused();
}
