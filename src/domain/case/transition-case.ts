import type { Catalogue } from "../catalogue/catalogue.ts";
import type { StatusEntry } from "../catalogue/entries.ts";
import type { Context } from "../context.ts";
import { quote, quoteList } from "../quote.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";

/** Moves a case to another status; for operators. */
export function transitionCase(
	context: Context,
	input: ChangeInput & { readonly statusName: string | null },
): Promise<ChangeOutcome> {
	return changeCase(context, "transitionCase", input, (ctx, found) => {
		const status = findStatus(ctx.catalogue, input.statusName ?? "");
		if (!status) {
			const allowedValues = [...ctx.catalogue.statuses.keys()];
			const message = `There is no status ${quote(input.statusName)}; use ${quoteList(allowedValues)}.`;
			const code = "INVALID_STATUS";
			return {
				problems: [{ code, path: ["statusName"], message, allowedValues }],
			};
		}
		return {
			change: {
				...found,
				kind: "TRANSITIONED",
				status: status.name,
				before: { status: found.status },
				after: { status: status.name },
			},
		};
	});
}

/** A name matches exactly, else without regard to case and with `_` for a space. */
function findStatus(
	{ statuses }: Catalogue,
	name: string,
): StatusEntry | undefined {
	const fold = (text: string) => text.toLowerCase().replaceAll("_", " ");
	return (
		statuses.get(name) ??
		[...statuses.values()].find((status) => fold(status.name) === fold(name))
	);
}
