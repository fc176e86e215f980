import { existsSync } from "node:fs";
import {
	applyCatalogueFile,
	planCatalogueFile,
} from "../domain/catalogue/apply-catalogue.ts";
import { emptyEntries } from "../domain/catalogue/entries.ts";
import {
	type CatalogueChange,
	planCatalogue,
} from "../domain/catalogue/plan-catalogue.ts";
import { type CommandIo, defineCommand } from "./command.ts";
import { describeChange, summarise } from "./describe-change.ts";
import { readCatalogueFile } from "./read-catalogue-file.ts";

const plan = defineCommand({
	usage: "FILE",
	summary: "Prints what applying the catalogue file would change.",
	operands: [1, 1],
	async run({ operands: [file = ""] }, { io, config, withStore }) {
		const entries = await readCatalogueFile(file);
		// Opening a store makes the database that is not there yet.
		const changes = existsSync(config().databaseFile)
			? await withStore((store) => planCatalogueFile(store, entries))
			: planCatalogue(emptyEntries, entries);
		print(io, changes, `Plan: ${summarise(changes)}; nothing was written.`);
	},
});

const apply = defineCommand({
	usage: "FILE",
	summary:
		"Makes the catalogue what the file says, in one transaction; what the file leaves out is deactivated.",
	operands: [1, 1],
	async run({ operands: [file = ""] }, { io, withStore }) {
		const entries = await readCatalogueFile(file);
		const changes = await withStore((store) =>
			applyCatalogueFile(store, entries, { isDemo: false }),
		);
		print(io, changes, `Applied: ${summarise(changes)}.`);
	},
});

export const catalogueCommands = { plan, apply };

function print(
	{ stdout }: CommandIo,
	changes: readonly CatalogueChange[],
	summary: string,
) {
	stdout.write([...changes.map(describeChange), summary, ""].join("\n"));
}
