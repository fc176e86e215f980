import { StoreError } from "../../store-error.ts";

/** Where a database is, without the password. */
export type DatabaseTarget = {
	readonly user: string;
	/** Host and port. */
	readonly server: string;
	readonly database: string;
};

const example = '"postgres://user:password@host:5432/casebridge"';

/** Reads an address as PostgreSQL's programs take it. Refuses a wrong one without quoting it, since it may hold a password. */
export function readDatabaseUrl(text: string): DatabaseTarget {
	const url = URL.parse(text);
	if (!url || !/^postgres(ql)?:$/.test(url.protocol))
		throw wrong(`is no address such as ${example}`);
	const { hostname, port } = url;
	const host = decode(hostname) || url.searchParams.get("host");
	if (!host) throw wrong(`names no host; write it as in ${example}`);
	const user = decode(url.username) || url.searchParams.get("user");
	if (!user) throw wrong(`names no user; write one as in ${example}`);
	const database = decode(url.pathname.slice(1));
	if (!database) throw wrong(`names no database; write one as in ${example}`);
	return { user, server: `${host}:${port || 5432}`, database };
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw wrong(
			'has a "%" that stands for no character; write "%25" for the sign itself',
		);
	}
}

function wrong(what: string) {
	return new StoreError(`DATABASE_URL ${what}.`);
}
