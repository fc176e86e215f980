import { findCaseByKey } from "../../../domain/cases/queries/find-case-by-key.ts";
import { messageOf } from "../../../domain/problems/messages/message-of.ts";
import { badUserInput } from "../../errors/errors.ts";
import type { Builder } from "../builder.ts";
import type { CaseRef } from "./define-case.ts";

/** `caseByIdempotencyKey`: did the create succeed? */
export function defineFindCaseByKey(builder: Builder, CaseNode: CaseRef) {
	builder.queryField("caseByIdempotencyKey", (t) =>
		t.field({
			type: CaseNode,
			nullable: true,
			description:
				"The case that a create with this idempotency key made, for the party and touchpoint that sent it; null if there is no such case. It is read after every write that was sent before. The creator gets the case whatever its type, also one that a party does not see in lists.",
			args: {
				key: t.arg.string({
					required: true,
					description: "1 to 255 visible ASCII characters.",
				}),
			},
			resolve: async (_root, { key }, { domain }) => {
				const { case: found, problems } = await findCaseByKey(domain, [key]);
				const [problem] = problems;
				if (problem)
					throw badUserInput((language) => messageOf(problem, language));
				return found;
			},
		}),
	);
}
