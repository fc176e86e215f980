import { defineConfig } from "drizzle-kit";

/*
 * `npm run migration` runs drizzle-kit for both dialects. Then write STRICT behind every new CREATE TABLE of SQLite's
 * migration: drizzle-kit does not know the word.
 */
const { DIALECT: dialect = "sqlite" } = process.env;
if (dialect !== "sqlite" && dialect !== "postgres")
	throw new Error('DIALECT must be "sqlite" or "postgres".');

export default defineConfig({
	dialect: dialect === "sqlite" ? "sqlite" : "postgresql",
	schema: `./src/store/${dialect}/schema.ts`,
	out: `./drizzle/${dialect}`,
});
