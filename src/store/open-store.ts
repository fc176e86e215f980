import type { Store } from "../domain/ports/store.ts";
import { openSqliteStore } from "./sqlite/open-sqlite-store.ts";

type StoreOptions = {
	/** A file of SQLite, or the address of a database of PostgreSQL. */
	readonly database:
		| { readonly kind: "sqlite"; readonly file: string }
		| { readonly kind: "postgres"; readonly url: string };
	/** The lowest number a new case may get. */
	readonly caseNumberStart: number;
	/** Called once when the database can no longer be trusted; the process should end. */
	readonly onFatal?: (error: unknown) => void;
	/** Called with the text of every statement that runs. */
	readonly trace?: ((sql: string) => void) | undefined;
};

/** Opens the store on whichever database it is; what speaks to PostgreSQL is loaded only for one. */
export async function openStore({
	database,
	...options
}: StoreOptions): Promise<Store> {
	if (database.kind === "sqlite")
		return openSqliteStore({ file: database.file, ...options });
	const { openPostgresStore } = await import(
		"./postgres/open-postgres-store.ts"
	);
	return openPostgresStore({ url: database.url, ...options });
}
