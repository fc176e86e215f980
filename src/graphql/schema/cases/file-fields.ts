import type { CaseAttachment } from "../../../domain/cases/case.ts";
import type { FieldsOf } from "../builder.ts";

/** The fields that describe a file, wherever one is shown. */
export function fileFields<Parent extends Omit<CaseAttachment, "id">>(
	t: FieldsOf<Parent>,
) {
	return {
		fileName: t.string({
			description: "The name the sender gave it.",
			resolve: ({ fileName }) => fileName,
		}),
		contentType: t.string({
			description: "Its media type, as the sender gave it.",
			resolve: ({ contentType }) => contentType,
		}),
		size: t.field({
			type: "SafeInt",
			description: "Its length in bytes.",
			resolve: ({ size }) => size,
		}),
	};
}
