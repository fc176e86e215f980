import {
	type ASTVisitor,
	type DocumentNode,
	GraphQLError,
	type GraphQLSchema,
	Kind,
	parse,
	type SelectionSetNode,
	specifiedRules,
	type ValidationContext,
	validate,
} from "graphql";
import type { Plugin } from "graphql-yoga";

/** Limits on a document; what introspection asks for does not count, where it is on. */
const limits = {
	tokens: 1_000,
	depth: 10,
	aliases: 15,
	/** Fields after every fragment is put in its place. */
	fields: 1_000,
	directives: 10,
	/** Root fields of one mutation: each is a change of its own, and may be retried on its own. */
	mutations: 1,
} as const;
const mostErrors = 3;

/** Refuses documents that would cost too much before they are validated or run. Errors name no figure. */
export function useDocumentLimits(): Plugin {
	return {
		onParse({ parseFn, setParseFn }) {
			setParseFn((source, options) =>
				parseFn(source, { ...options, maxTokens: limits.tokens }),
			);
		},
		onValidate({ addValidationRule, validateFn, setValidationFn }) {
			addValidationRule(documentLimits);
			setValidationFn(((schema, document, rules, options, ...rest) =>
				validateFn(
					schema,
					document,
					rules,
					{ ...options, maxErrors: mostErrors },
					...rest,
				)) as typeof validateFn);
		},
	};
}

/** Why this text would not run, as a document of a request; nothing when it would. */
export function checkDocument(
	schema: GraphQLSchema,
	text: string,
): readonly string[] {
	try {
		const document = parse(text, { maxTokens: limits.tokens });
		const rules = [...specifiedRules, documentLimits];
		const errors = validate(schema, document, rules, { maxErrors: mostErrors });
		return errors.map(({ message }) => message);
	} catch (error) {
		if (error instanceof GraphQLError) return [error.message];
		throw error;
	}
}

type Cost = {
	readonly depth: number;
	readonly aliases: number;
	readonly fields: number;
	readonly directives: number;
};

const nothing: Cost = { depth: 0, aliases: 0, fields: 0, directives: 0 };

function documentLimits(context: ValidationContext): ASTVisitor {
	return {
		Document(document) {
			const costOf = createMeasure(document);
			for (const node of document.definitions) {
				if (node.kind !== Kind.OPERATION_DEFINITION) continue;
				const cost = costOf(node.selectionSet);
				for (const name of [
					"depth",
					"aliases",
					"fields",
					"directives",
				] as const)
					if (cost[name] > limits[name]) refuse(context, tooMuch[name]);
				const roots = node.selectionSet.selections.length;
				if (node.operation === "mutation" && roots > limits.mutations)
					refuse(
						context,
						"A document may hold one change; send one request for each.",
					);
			}
		},
	};
}

const tooMuch = {
	depth: "The document is nested too deep.",
	aliases: "The document has too many aliases.",
	fields: "The document asks for too many fields.",
	directives: "The document has too many directives.",
} as const satisfies Record<keyof Cost, string>;

function refuse(context: ValidationContext, message: string) {
	context.reportError(new GraphQLError(message));
}

/** Measures selections in one pass: each fragment once, however often it is spread; a circle ends where it began. */
function createMeasure(document: DocumentNode) {
	const fragments = new Map<string, SelectionSetNode>();
	for (const node of document.definitions)
		if (node.kind === Kind.FRAGMENT_DEFINITION)
			fragments.set(node.name.value, node.selectionSet);
	const measured = new Map<string, Cost>();

	function fragmentCost(name: string): Cost {
		const known = measured.get(name);
		if (known) return known;
		measured.set(name, nothing);
		const selections = fragments.get(name);
		const cost = selections ? costOf(selections) : nothing;
		measured.set(name, cost);
		return cost;
	}

	function costOf({ selections }: SelectionSetNode): Cost {
		let total = nothing;
		for (const node of selections) {
			const directives = node.directives?.length ?? 0;
			total = add(total, { ...nothing, directives });
			if (node.kind === Kind.FRAGMENT_SPREAD)
				total = add(total, fragmentCost(node.name.value));
			else if (node.kind === Kind.INLINE_FRAGMENT)
				total = add(total, costOf(node.selectionSet));
			else {
				const aliases = node.alias ? 1 : 0;
				total = add(total, { ...nothing, aliases, fields: 1, depth: 1 });
				const isIntrospection = /^__(schema|type)$/.test(node.name.value);
				if (node.selectionSet && !isIntrospection) {
					const inner = costOf(node.selectionSet);
					total = add(total, { ...inner, depth: inner.depth + 1 });
				}
			}
		}
		return total;
	}
	return costOf;
}

function add(one: Cost, other: Cost): Cost {
	return {
		depth: Math.max(one.depth, other.depth),
		aliases: one.aliases + other.aliases,
		fields: one.fields + other.fields,
		directives: one.directives + other.directives,
	};
}
