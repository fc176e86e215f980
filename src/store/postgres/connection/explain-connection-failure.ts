import { StoreError } from "../../store-error.ts";
import type { DatabaseTarget } from "./database-url.ts";
import { sqlState } from "./postgres-errors.ts";

/** Why no connection to a database came about, in one sentence for an administrator. It quotes nothing that may hold a password. */
export function explainConnectionFailure(
	{ user, server, database }: DatabaseTarget,
	error: unknown,
): StoreError {
	const explained = (text: string) => new StoreError(text, { cause: error });
	const state = sqlState(error);
	switch (state) {
		case "28P01":
		case "28000":
			return explained(
				`PostgreSQL at ${server} refused the login of ${user} to ${database} (${state}); correct user and password in DATABASE_URL, or let that user in by pg_hba.conf.`,
			);
		case "3D000":
			return explained(
				`There is no database ${database} at ${server}; create it by "createdb ${database}", or name another one in DATABASE_URL.`,
			);
		case "42501":
			return explained(
				`${user} may not use ${database} at ${server} (${state}); make that user the owner of the database, or grant it what is missing.`,
			);
		case "53300":
			return explained(
				`PostgreSQL at ${server} has no connection left (${state}); raise max_connections, or end what holds them.`,
			);
		case "57P03":
			return explained(
				`PostgreSQL at ${server} is starting or stopping (${state}); try again when it is up.`,
			);
	}
	if (state !== null)
		return explained(
			`PostgreSQL at ${server} refused to open ${database} (${state}); its log says why.`,
		);
	const { code, syscall, path } = error as NodeJS.ErrnoException;
	if (syscall === "open")
		return explained(
			`The file ${path} that DATABASE_URL names cannot be read (${code}); correct its path, or make it readable.`,
		);
	if (isOfTls(code, error))
		return explained(
			`No encrypted connection to PostgreSQL at ${server} came about (${code ?? "it offers none"}); correct its certificate, name its authority by sslrootcert in DATABASE_URL, or leave sslmode out where the network is trusted.`,
		);
	return explained(
		`PostgreSQL at ${server} cannot be reached (${code ?? "no answer"}); start it there, or correct DATABASE_URL.`,
	);
}

/** A code of OpenSSL, or the one refusal of `pg` that has none: a server that does not speak TLS. */
function isOfTls(code: string | undefined, error: unknown): boolean {
	if (code === undefined)
		return error instanceof Error && /\bSSL\b/.test(error.message);
	return /CERT|SSL|TLS|SIGNATURE|ISSUER/.test(code);
}
