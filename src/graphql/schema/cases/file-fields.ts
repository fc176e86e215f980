import type { CaseAttachment } from "../../../domain/cases/case.ts";
import type { FieldsOf } from "../builder.ts";

/** The fields that describe a file, wherever one is shown. */
export function fileFields(t: FieldsOf<Omit<CaseAttachment, "id">>) {
	return {
		fileName: t.exposeString("fileName", {
			description: "The name the sender gave it.",
		}),
		contentType: t.exposeString("contentType", {
			description: "Its media type, as the sender gave it.",
		}),
		size: t.expose("size", {
			type: "SafeInt",
			description: "Its length in bytes.",
		}),
	};
}
