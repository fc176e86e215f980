import { defineConfig } from "drizzle-kit";

/* `npx drizzle-kit generate`, then write STRICT behind every new CREATE TABLE of the migration: drizzle-kit does not know the word. */
export default defineConfig({
	dialect: "sqlite",
	schema: "./src/store/sqlite/schema.ts",
	out: "./drizzle/sqlite",
});
