const longestLine = 100;
const token = /"(?:\\.|[^"\\])*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;

type Node =
	| string
	| { readonly open: "{" | "["; readonly members: readonly Member[] };
type Member = { readonly key: string; readonly value: Node };

/** JSON on lines of a readable length; every number keeps its digits. */
export function formatJson(json: string): string {
	const tokens = [...json.matchAll(token)].map(([text]) => text);
	let at = 0;
	function read(): Node {
		const open = tokens[at++] ?? "";
		if (open !== "{" && open !== "[") return open;
		const members: Member[] = [];
		while (!["}", "]"].includes(tokens[at] ?? "]")) {
			const key = open === "{" ? `${tokens[at]}: ` : "";
			if (open === "{") at += 2;
			members.push({ key, value: read() });
			if (tokens[at] === ",") at++;
		}
		at++;
		return { open, members };
	}
	return print(read(), "", 0);
}

function print(node: Node, indent: string, taken: number): string {
	if (typeof node === "string") return node;
	const line = printLine(node);
	if (indent.length + taken + line.length <= longestLine) return line;
	const inner = `${indent}  `;
	const lines = node.members.map(
		({ key, value }) => `${inner}${key}${print(value, inner, key.length)}`,
	);
	return `${node.open}\n${lines.join(",\n")}\n${indent}${close(node)}`;
}

function printLine(node: Node): string {
	if (typeof node === "string") return node;
	const inside = node.members
		.map(({ key, value }) => key + printLine(value))
		.join(", ");
	if (inside === "") return node.open + close(node);
	return node.open === "{" ? `{ ${inside} }` : `[${inside}]`;
}

function close({ open }: Exclude<Node, string>): string {
	return open === "{" ? "}" : "]";
}

/** JSON without the white space between its tokens; digits stay as they are. */
export function compactJson(json: string): string {
	return json.replace(/("(?:\\.|[^"\\])*")|\s+/g, "$1");
}
