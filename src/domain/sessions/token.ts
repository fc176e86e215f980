import { hash, randomBytes } from "node:crypto";

/** A new secret token: 256 random bits in base64url. */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}

/** Hexadecimal SHA-256: a token is stored and looked up only so. */
export function tokenDigest(token: string): string {
	return hash("sha256", token);
}
