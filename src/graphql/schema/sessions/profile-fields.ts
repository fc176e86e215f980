import type { Profile } from "../../../domain/actor.ts";
import type { FieldsOf } from "../builder.ts";

/** The fields that show a person, wherever one is shown; `profileOf` answers null where nothing is known of them. */
export function profileFields<Parent>(
	t: FieldsOf<Parent>,
	profileOf: (parent: Parent) => Profile | null,
	descriptions: Partial<Readonly<Record<keyof Profile, string>>> = {},
) {
	const field = (name: keyof Profile, description: string) =>
		t.string({
			nullable: true,
			description: descriptions[name] ?? description,
			resolve: (parent) => profileOf(parent)?.[name] ?? null,
		});
	return {
		firstname: field("firstname", "First name."),
		lastname: field("lastname", "Last name, or the name of a company."),
		email: field("email", "E-mail address."),
	};
}
