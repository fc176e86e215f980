import { hash, randomBytes } from "node:crypto";

/** Answers one short name for these texts in this order, equal only for equal ones. */
type SecretDigest = (texts: readonly (string | null)[]) => string;

/** Makes names for secrets that are to be remembered: they hold a secret of this process too, and tell nothing outside it. */
export function createSecretDigest(): SecretDigest {
	const secret = randomBytes(32).toString("base64");
	return (texts) =>
		hash("sha256", JSON.stringify([secret, ...texts]), "base64");
}
