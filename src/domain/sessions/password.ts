import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** scrypt with N = 2^15, r = 8, p = 3: 32 MiB and about a quarter of a second (OWASP Password Storage Cheat Sheet). */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const keyLength = 32;
const maxmem = 64 * 1024 * 1024;

/** `scrypt$N$r$p$salt$key`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt, cost);
	const { N, r, p } = cost;
	return [
		"scrypt",
		N,
		r,
		p,
		salt.toString("base64url"),
		key.toString("base64url"),
	].join("$");
}

/** Whether the password is the one behind the hash, in constant time. A null hash costs the same and is never right. */
export async function verifyPassword(
	password: string,
	passwordHash: string | null,
): Promise<boolean> {
	const [, N, r, p, salt = "", key = ""] = (passwordHash ?? nobody).split("$");
	const parameters = { N: Number(N), r: Number(r), p: Number(p) };
	const derived = await derive(
		password,
		Buffer.from(salt, "base64url"),
		parameters,
	);
	const expected = Buffer.from(key, "base64url");
	return timingSafeEqual(derived, expected) && passwordHash !== null;
}

/** A hash of no password, so that an unknown principal takes as long as a known one. */
const nobody = [
	"scrypt",
	cost.N,
	cost.r,
	cost.p,
	"AAAAAAAAAAAAAAAAAAAAAA",
	Buffer.alloc(keyLength).toString("base64url"),
].join("$");

function derive(
	password: string,
	salt: Buffer,
	parameters: typeof cost,
): Promise<Buffer> {
	return new Promise((resolve, reject) =>
		scrypt(
			password,
			salt,
			keyLength,
			{ ...parameters, maxmem },
			(error, key) => (error ? reject(error) : resolve(key)),
		),
	);
}
