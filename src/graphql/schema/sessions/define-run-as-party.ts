import { runAsParty } from "../../../domain/sessions/run-as-party.ts";
import type { Builder } from "../builder.ts";
import {
	defineSessionPayload,
	type SessionPayloadRefs,
} from "./define-session-payload.ts";

/** `runAsParty`: an operator's session as a party, in the payload alone. */
export function defineRunAsParty(builder: Builder, refs: SessionPayloadRefs) {
	const RunAsPartyInput = builder.inputType("RunAsPartyInput", {
		description: "Whom to act for.",
		fields: (t) => ({
			principal: t.string({
				required: true,
				description:
					"User name, e-mail, phone, or document as `type:number` of the party.",
			}),
		}),
	});

	builder.mutationField("runAsParty", (t) =>
		t.field({
			type: defineSessionPayload(builder, "RunAsPartyPayload", refs),
			nullable: true,
			description:
				"Opens a session in which the calling operator acts for a party: it sees what the party sees, and creates for it, recorded as such. The token works on both protocols; no cookie is set, and the operator's own session stays.",
			args: {
				input: t.arg({
					type: RunAsPartyInput,
					required: true,
					description: "Whom to act for.",
				}),
			},
			resolve: async (_root, { input }, { domain, noteProblems }) => {
				const outcome = await runAsParty(domain, input.principal);
				if (outcome.session === null) noteProblems(outcome.problems);
				return outcome;
			},
		}),
	);
}
