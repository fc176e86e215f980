import {
	type CaseChanged,
	watchCases,
} from "../../../../domain/cases/events/watch-cases.ts";
import { badUserInput } from "../../../errors/errors.ts";
import { sayGraphql } from "../../../messages/say-graphql.ts";
import type { Builder, GraphqlContext } from "../../builder.ts";
import type { CaseRef } from "../define-case.ts";
import type { CaseEventRef } from "./define-case-event.ts";

/** `caseChanged`: what happens to the cases that the caller may see. */
export function defineCaseChanged(
	builder: Builder,
	{ CaseNode, Event }: { CaseNode: CaseRef; Event: CaseEventRef },
) {
	const Payload = builder
		.objectRef<CaseChanged>("CaseChangedPayload")
		.implement({
			description: "A change of a case.",
			fields: (t) => ({
				event: t.expose("event", {
					type: Event,
					description: "What happened.",
				}),
				case: t.expose("case", {
					type: CaseNode,
					description:
						"The case as it stands now, which may be after later events.",
				}),
			}),
		});

	builder.subscriptionField("caseChanged", (t) =>
		t.field({
			type: Payload,
			nullable: true,
			description:
				"Every change of a case that the caller may see, once it is on disk, whoever made it. Ends with an error when the session ends.",
			subscribe: async (_root, _args, ctx) => {
				if (!ctx.untilClientLeaves)
					throw badUserInput(sayGraphql("eventStreamNeeded", {}));
				const signal = ctx.untilClientLeaves();
				return follow(ctx, await watchCases(ctx.domain, signal));
			},
			resolve: (changed) => {
				if (changed instanceof Error) throw changed;
				return changed;
			},
		}),
	);
}

/** What ends the changes comes as the last of them: thrown here, it would break the connection instead of being told. */
async function* follow(
	ctx: GraphqlContext,
	changes: AsyncGenerator<CaseChanged>,
): AsyncGenerator<CaseChanged | Error> {
	try {
		for await (const changed of changes) {
			ctx.domain = changed.context;
			yield changed;
		}
	} catch (error) {
		yield error instanceof Error ? error : new Error(String(error));
	}
}
