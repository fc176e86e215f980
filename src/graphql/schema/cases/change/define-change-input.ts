import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import type { ChangeInput } from "../../../../domain/cases/change/change-case.ts";
import type { Builder, BuilderTypes } from "../../builder.ts";
import { numberIn } from "../../global-id.ts";
import { parsedInput } from "../../parsed-input.ts";

type InputFields = PothosSchemaTypes.InputFieldBuilder<
	BuilderTypes,
	"InputObject"
>;

/** The members that one change adds to those of every change. */
export type InputOptions<Fields extends InputFieldMap, Own> = {
	readonly description: string;
	readonly fields: (t: InputFields) => Fields;
	/** Converts those members to the input of the verb. */
	readonly read: (members: InputShapeFromFields<Fields>) => Own;
};

/** The input of a change: the id of the case, the expected version, the idempotency key, and the members of this change. */
export function defineChangeInput<Fields extends InputFieldMap, Own>(
	builder: Builder,
	name: string,
	{ description, fields, read }: InputOptions<Fields, Own>,
) {
	const input = builder.inputType(name, {
		description,
		fields: (t) => {
			const ownFields: object = fields(t);
			return { ...changeMembers(t), ...ownFields };
		},
	});
	return parsedInput(
		input,
		({ id, expectedVersion, idempotencyKey, ...members }) => ({
			...readChange({ id, expectedVersion, idempotencyKey }),
			// TypeScript does not compute the rest of an object that is generic.
			...read(members as InputShapeFromFields<Fields>),
		}),
	);
}

function changeMembers(t: InputFields) {
	return {
		id: t.id({ required: true, description: "`Case.id`." }),
		expectedVersion: t.int({
			description:
				"The `Case.version` that this change was made for; when the case has another one by now, nothing is written.",
		}),
		idempotencyKey: t.string({
			description:
				"1 to 255 visible ASCII characters that name this change; the same key again changes nothing and answers as the first time. The `Idempotency-Key` header does the same.",
		}),
	};
}

type ChangeMembers = InputShapeFromFields<ReturnType<typeof changeMembers>>;

/** The members of every change as the domain takes them; refuses the id of anything but a case. */
function readChange(members: ChangeMembers): ChangeInput {
	const { expectedVersion = null, idempotencyKey: keyInput = null } = members;
	const caseId = numberIn(members, "id", "Case");
	return { caseId, expectedVersion, keyInput };
}
