import type { ChangeInput } from "../../../../domain/cases/change/change-case.ts";
import type { Builder } from "../../builder.ts";
import { numberIn } from "../../global-id.ts";

type Types =
	Builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;

/** The first members of every input that changes a case. */
export function changeMembers(t: InputFields) {
	return {
		id: t.id({ required: true, description: "`Case.id`." }),
		expectedVersion: t.int({
			description:
				"The `Case.version` that this change was made for; when the case has another one by now, nothing is written.",
		}),
		idempotencyKey: t.string({
			description:
				"1 to 255 visible ASCII characters that name this intention; the same key again changes nothing and answers what the first time did. The `Idempotency-Key` header does the same.",
		}),
	};
}

export type ChangeMembers = {
	readonly id: string | number;
	readonly expectedVersion?: number | null | undefined;
	readonly idempotencyKey?: string | null | undefined;
};

/** Those members in the words of the domain; refuses the id of anything but a case. */
export function readChange(members: ChangeMembers): ChangeInput {
	const { expectedVersion = null, idempotencyKey: keyInput = null } = members;
	const caseId = numberIn(members, "id", "Case");
	return { caseId, expectedVersion, keyInput };
}
