import {
	type GraphQLResolveInfo,
	Kind,
	type SelectionNode,
	type SelectionSetNode,
} from "graphql";

/** Whether a document asks for a field of what is resolved, by itself or in a fragment; `@skip` and `@include` are not read. */
export function selectsField(
	{ fieldNodes, fragments }: GraphQLResolveInfo,
	name: string,
): boolean {
	const isIn = (set: SelectionSetNode | undefined): boolean =>
		set?.selections.some(isOrHas) ?? false;
	function isOrHas(selection: SelectionNode): boolean {
		if (selection.kind === Kind.FIELD) return selection.name.value === name;
		if (selection.kind === Kind.INLINE_FRAGMENT)
			return isIn(selection.selectionSet);
		return isIn(fragments[selection.name.value]?.selectionSet);
	}
	return fieldNodes.some(({ selectionSet }) => isIn(selectionSet));
}
