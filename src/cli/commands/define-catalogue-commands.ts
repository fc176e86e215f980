import { existsSync } from "node:fs";
import type { Command } from "@commander-js/extra-typings";
import {
	applyCatalogueFile,
	planCatalogueFile,
} from "../../domain/catalogue/apply-catalogue.ts";
import { emptyEntries } from "../../domain/catalogue/entries.ts";
import {
	type CatalogueChange,
	planCatalogue,
} from "../../domain/catalogue/plan-catalogue.ts";
import type { CommandIo, CommandTools } from "../terminal/command-tools.ts";
import { describeChange, summarise } from "../terminal/describe-change.ts";
import { readCatalogueFile } from "../terminal/read-catalogue-file.ts";

export function defineCatalogueCommands(
	program: Command,
	{ io, config, withStore }: CommandTools,
): void {
	const catalogue = program
		.command("catalogue")
		.description("Compares the catalogue with a file, or replaces it.");

	catalogue
		.command("plan")
		.description(
			"Prints what applying the file would change. Nothing is written.",
		)
		.argument("<file>", "a catalogue file")
		.action(async (file) => {
			const entries = await readCatalogueFile(file);
			const { database } = config();
			// Opening a store makes the file that is not there yet.
			const isThere = database.kind === "postgres" || existsSync(database.file);
			const changes = isThere
				? await withStore((store) => planCatalogueFile(store, entries))
				: planCatalogue(emptyEntries, entries);
			print(io, changes, `Plan: ${summarise(changes)}; nothing was written.`);
		});

	catalogue
		.command("apply")
		.description(
			"Makes the catalogue what the file says, in one transaction. What the file leaves out is deactivated.",
		)
		.argument("<file>", "a catalogue file")
		.action(async (file) => {
			const entries = await readCatalogueFile(file);
			const changes = await withStore((store) =>
				applyCatalogueFile(store, entries, { isDemo: false }),
			);
			print(io, changes, `Applied: ${summarise(changes)}.`);
		});
}

function print(
	{ stdout }: CommandIo,
	changes: readonly CatalogueChange[],
	summary: string,
) {
	stdout.write([...changes.map(describeChange), summary, ""].join("\n"));
}
