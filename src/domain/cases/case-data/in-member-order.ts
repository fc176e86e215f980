import { onePerPath, type Problem } from "../../problems/problem.ts";

const memberOrder = [
	"categoryCode",
	"typeCode",
	"status",
	"resolution",
	"caseData",
	"comments",
	"attachments",
];

/** One problem a path, a shape error before its consequences, in the order of the v4 contract; other members last. */
export function inMemberOrder(
	problems: readonly Problem[],
): readonly Problem[] {
	if (problems.length < 2) return problems;
	const rank = ({ path }: Problem) => {
		const at = memberOrder.indexOf(path[0] ?? "");
		return at === -1 ? memberOrder.length : at;
	};
	return onePerPath(problems).toSorted((a, b) => rank(a) - rank(b));
}
