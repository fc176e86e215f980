import { describe, test } from "node:test";
import type { Store } from "../../../src/domain/ports/store.ts";
import { type ContractDatabase, databases } from "./databases.ts";

/** A test of the contract: what a store promises, whatever database it is on. `database` opens further ones on the same. */
type Contract = (store: Store, database: ContractDatabase) => Promise<void>;

/** Runs the tests on every database, each test on a new one. */
export function onEachDatabase(
	what: string,
	contracts: Readonly<Record<string, Contract>>,
): void {
	for (const [name, create] of Object.entries(databases))
		describe(`${what} on ${name}`, () => {
			for (const [title, contract] of Object.entries(contracts))
				test(title, async () => {
					await using database = await create();
					const store = await database.open();
					await contract(store, database);
					await store.close();
				});
		});
}
