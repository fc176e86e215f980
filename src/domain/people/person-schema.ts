import { z } from "zod";
import { entry, must, name } from "../input/file-schema.ts";
import { lengthOf } from "../input/text.ts";
import { normalisePrincipal } from "../sessions/normalise-principal.ts";

/** The message leaves the password out: it may be printed. */
export const passwordSchema = z.string().check(
	z.refine(
		(value) => {
			const length = lengthOf(value);
			return length >= 8 && length <= 1024;
		},
		{ error: "A password has 8 to 1024 characters." },
	),
);

const principalSchema = name
	.check(
		must(
			(value) => !normalisePrincipal(value).includes(":"),
			'has a colon, which Basic credentials cannot carry; only a document may have one, as in "dni:12345678".',
		),
	)
	.transform(normalisePrincipal);

const email = name.check(
	must(
		(value) => z.email().safeParse(value).success,
		'must be an e-mail address such as "ana@example.com".',
	),
);

/** A party as an administrator describes it; `principals` are the names it signs in with. */
export const partySchema = entry({
	kind: z.enum(["PERSON", "COMPANY"]).optional(),
	principals: z
		.array(principalSchema)
		.min(1, { error: "A party needs at least one principal." })
		.refine((values) => new Set(values).size === values.length, {
			error: "A principal is named twice; upper and lower case are the same.",
		}),
	firstname: name.nullish(),
	lastname: name.nullish(),
	email: email.nullish(),
	password: passwordSchema.nullish(),
});

/** An operator as an administrator describes them; the e-mail is the name they sign in with. */
export const operatorSchema = entry({
	email: email.transform(normalisePrincipal),
	groupCodes: z.array(z.string()).optional(),
	firstname: name.nullish(),
	lastname: name.nullish(),
	password: passwordSchema.nullish(),
});

export type PartyInput = z.input<typeof partySchema>;
export type CheckedParty = z.output<typeof partySchema>;
export type OperatorInput = z.input<typeof operatorSchema>;
