import {
	type ArgumentNode,
	type DirectiveNode,
	type DocumentNode,
	type FragmentDefinitionNode,
	type GraphQLError,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
	type ValueNode,
} from "graphql";
import { SentenceGraphqlError } from "../errors/sentence-graphql-error.ts";
import type { GraphqlReasons } from "../messages/graphql-reasons.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

/** Limits on a document; what introspection asks for does not count, where it is on. */
export const documentLimits = {
	tokens: 1_000,
	depth: 10,
	aliases: 15,
	/** Fields after every fragment is put in its place. */
	fields: 500,
	directives: 10,
	nesting: 32,
	/** Root fields of one mutation: each is a change of its own, and may be retried on its own. */
	mutations: 1,
} as const;

type Cost = {
	readonly depth: number;
	readonly aliases: number;
	readonly fields: number;
	readonly directives: number;
	/** Fields of the outermost selection, those of its fragments with them. */
	readonly roots: number;
	/** Lists and objects inside each other in one argument or preset. */
	readonly nesting: number;
};

const nothing: Cost = {
	depth: 0,
	aliases: 0,
	fields: 0,
	directives: 0,
	nesting: 0,
	roots: 0,
};
const counted = [
	"depth",
	"aliases",
	"fields",
	"directives",
	"nesting",
] as const satisfies readonly (keyof typeof tooMuch)[];

const tooMuch = {
	depth: "nestedTooDeep",
	aliases: "tooManyAliases",
	fields: "tooManyFields",
	directives: "tooManyDirectives",
	nesting: "valueTooDeep",
} as const satisfies Record<Exclude<keyof Cost, "roots">, keyof GraphqlReasons>;

/** What a document has too much of: errors that name no figure. */
export function measureDocument(
	document: DocumentNode,
): readonly GraphQLError[] {
	const errors: GraphQLError[] = [];
	const costOf = createMeasure(document);
	for (const node of document.definitions) {
		if (node.kind !== Kind.OPERATION_DEFINITION) continue;
		const cost = add(costOf(node.selectionSet), headCost(node));
		for (const name of counted)
			if (cost[name] > documentLimits[name])
				errors.push(new SentenceGraphqlError(sayGraphql(tooMuch[name], {})));
		if (node.operation === "mutation" && cost.roots > documentLimits.mutations)
			errors.push(new SentenceGraphqlError(sayGraphql("oneChange", {})));
	}
	return errors;
}

/** What stands before the first brace of an operation. */
function headCost({
	directives,
	variableDefinitions = [],
}: OperationDefinitionNode): Cost {
	return variableDefinitions.reduce(
		(total, { directives, defaultValue }) =>
			add(total, {
				...directivesCost(directives),
				nesting: defaultValue ? nestingOf(defaultValue) : 0,
			}),
		directivesCost(directives),
	);
}

function directivesCost(directives: readonly DirectiveNode[] = []): Cost {
	const nesting = nestingOfAll(directives.map((node) => node.arguments));
	return { ...nothing, directives: directives.length, nesting };
}

function nestingOfAll(
	lists: readonly (readonly ArgumentNode[] | undefined)[],
): number {
	return Math.max(
		0,
		...lists.map((list = []) =>
			Math.max(0, ...list.map(({ value }) => nestingOf(value))),
		),
	);
}

function nestingOf(value: ValueNode): number {
	if (value.kind === Kind.LIST)
		return 1 + Math.max(0, ...value.values.map(nestingOf));
	if (value.kind === Kind.OBJECT)
		return (
			1 + Math.max(0, ...value.fields.map((field) => nestingOf(field.value)))
		);
	return 0;
}

/** Measures selections in one pass: each fragment once, however often it is spread; a circle ends where it began. */
function createMeasure(document: DocumentNode) {
	const fragments = new Map<string, FragmentDefinitionNode>();
	for (const node of document.definitions)
		if (node.kind === Kind.FRAGMENT_DEFINITION)
			fragments.set(node.name.value, node);
	const measured = new Map<string, Cost>();

	function fragmentCost(name: string): Cost {
		const known = measured.get(name);
		if (known) return known;
		measured.set(name, nothing);
		const fragment = fragments.get(name);
		const cost = fragment
			? add(directivesCost(fragment.directives), costOf(fragment.selectionSet))
			: nothing;
		measured.set(name, cost);
		return cost;
	}

	function costOf({ selections }: SelectionSetNode): Cost {
		let total = nothing;
		for (const node of selections) {
			total = add(total, directivesCost(node.directives));
			if (node.kind === Kind.FRAGMENT_SPREAD)
				total = add(total, fragmentCost(node.name.value));
			else if (node.kind === Kind.INLINE_FRAGMENT)
				total = add(total, costOf(node.selectionSet));
			else {
				const aliases = node.alias ? 1 : 0;
				const nesting = nestingOfAll([node.arguments]);
				total = add(total, {
					...nothing,
					aliases,
					nesting,
					fields: 1,
					depth: 1,
					roots: 1,
				});
				const isIntrospection = /^__(schema|type)$/.test(node.name.value);
				if (node.selectionSet && !isIntrospection) {
					const inner = costOf(node.selectionSet);
					total = add(total, { ...inner, depth: inner.depth + 1, roots: 0 });
				}
			}
		}
		return total;
	}
	return costOf;
}

function add(one: Cost, other: Cost): Cost {
	return {
		nesting: Math.max(one.nesting, other.nesting),
		depth: Math.max(one.depth, other.depth),
		roots: one.roots + other.roots,
		aliases: one.aliases + other.aliases,
		fields: one.fields + other.fields,
		directives: one.directives + other.directives,
	};
}
