import { join } from "node:path";
import type { Store } from "../../../src/domain/ports/store.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { migratedDatabase } from "../../support/postgres/migrated-database.ts";
import { temporaryFolder } from "../../support/test-server.ts";

/** A database without contents, and stores on it: each is what a process of its own has. */
export type ContractDatabase = {
	open(): Promise<Store>;
	[Symbol.asyncDispose](): Promise<void>;
};

/** Every database that a store runs on; the contract holds for each. */
export const databases: Readonly<
	Record<"SQLite" | "PostgreSQL", () => Promise<ContractDatabase>>
> = {
	async SQLite() {
		const file = join(temporaryFolder(), "casebridge.db");
		return withStores(
			() => openSqliteStore({ file }),
			async () => {},
		);
	},
	async PostgreSQL() {
		const database = await migratedDatabase();
		return withStores(
			() => openPostgresStore({ url: database.url }),
			() => database[Symbol.asyncDispose](),
		);
	},
};

/** Closes what was opened before the database is dropped. */
function withStores(
	open: () => Promise<Store>,
	drop: () => Promise<void>,
): ContractDatabase {
	const stores: Store[] = [];
	return {
		async open() {
			const store = await open();
			stores.push(store);
			return store;
		},
		async [Symbol.asyncDispose]() {
			for (const store of stores) await store.close();
			await drop();
		},
	};
}
