import { join } from "node:path";
import {
	openPostgresStore,
	type PostgresStore,
} from "../../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { migratedDatabase } from "../../support/postgres/migrated-database.ts";
import { temporaryFolder } from "../../support/test-server.ts";

/** What both databases have. */
export type ContractStore = PostgresStore;

/** A database without contents, and stores on it: each is what a process of its own has. */
export type ContractDatabase = {
	open(): Promise<ContractStore>;
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
	open: () => Promise<ContractStore>,
	drop: () => Promise<void>,
): ContractDatabase {
	const stores: ContractStore[] = [];
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
