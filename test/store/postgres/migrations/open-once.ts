import { openPostgresStore } from "../../../../src/store/postgres/open-postgres-store.ts";

/* Opens the database of its argument, and closes it again: a node that starts. */
const store = await openPostgresStore({ url: String(process.argv[2]) });
await store.close();
