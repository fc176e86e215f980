import { join } from "node:path";
import { createBook } from "./book.ts";
import { checkData } from "./check-data.ts";
import { createDataFolder } from "./data-folder.ts";
import { type Counts, createFindings } from "./findings.ts";
import { openLedger, readLedger } from "./ledger.ts";
import type { FileSystem } from "./loop-volume.ts";
import { createRandom } from "./random.ts";
import { resend } from "./resend.ts";
import {
	interruptStart,
	type Server,
	startServer,
	type Variant,
} from "./server-process.ts";
import { strike } from "./strike.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

/** Strikes on one database, one after the other, with a check after each. */
export type Round = {
	/** What everything random in it follows from. */
	readonly seed: string;
	readonly kind: "kill" | "cut";
	/** The file system whose power is cut; null where processes are killed. */
	readonly fileSystem: FileSystem | null;
	readonly strikes: number;
};

export type RoundResult = {
	readonly strikes: number;
	/** Acknowledgements before a strike, and the cases that they promised. */
	readonly acknowledgements: number;
	readonly promised: number;
	readonly counts: Counts;
	readonly details: readonly string[];
	/** Milliseconds that each start took. */
	readonly starts: readonly number[];
};

const detailsPerKind = 3;

/** Runs a round to its end, or to the first thing that keeps it from going on, which is a finding too. */
export async function runRound(
	{ seed, kind, fileSystem, strikes: wanted }: Round,
	variant: Variant,
	keepsEvidence: boolean,
): Promise<RoundResult> {
	const temporary = createTemporaryFolder();
	const { folder } = temporary;
	const data = createDataFolder(folder, fileSystem);
	const random = createRandom(seed);
	const findings = createFindings();
	const book = createBook(findings);
	const starts: number[] = [];
	let server: Server | null = null;
	let strikes = 0;
	let acknowledgements = 0;
	let promised = 0;

	async function start(): Promise<Server> {
		if (kind === "kill" && random.isOneIn(4))
			await interruptStart(data.folder, variant, random.integer(50, 1_200));
		const started = await startServer(data.folder, variant);
		starts.push(started.readyAfter);
		return started;
	}

	try {
		server = await start();
		while (strikes < wanted) {
			const prefix = `${seed}-${strikes + 1}`;
			const file = (what: string) => join(folder, `${prefix}-${what}.jsonl`);
			const target = { server, data, random, ledger: file("load"), prefix };
			const lines = await strike(kind, target);
			strikes++;
			const entered = book.enter(lines.all, lines.promised);
			acknowledgements += entered.acknowledgements;
			promised += entered.touched.filter(({ number }) => number).length;
			await checkData(data.folder, folder, book, findings);

			server = await start();
			const ledger = openLedger(file("resend"));
			await resend(server.origin, entered.touched, ledger, findings);
			ledger.close();
			const resent = readLedger(file("resend"));
			book.enter(resent, resent.length);
		}
		const code = await server.stop();
		if (code !== 0)
			findings.add("damaged", "stop", `exit code ${code}: ${server.output()}`);
		await checkData(data.folder, folder, book, findings);
	} catch (error) {
		findings.add("unresolved", `strike ${strikes}`, String(error));
	}
	await server?.kill();
	await data.remove();
	const details = findings.describe(detailsPerKind);
	if (details.length > 0 && keepsEvidence) temporary.keep();
	else temporary.remove();
	return {
		strikes,
		acknowledgements,
		promised,
		counts: findings.counts(),
		details:
			details.length > 0 && keepsEvidence
				? [...details, `ledgers and database: ${folder}`]
				: details,
		starts,
	};
}
