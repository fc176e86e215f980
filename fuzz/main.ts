import { checkAnswer } from "./check-answer.ts";
import { bytesOf, type FuzzRequest } from "./fuzz-request.ts";
import { type Options, readOptions } from "./options.ts";
import { readProgress, writeProgress } from "./progress.ts";
import { batchSize, createRequests } from "./requests.ts";
import { runBatch } from "./run-batch.ts";
import { shrinkRequest } from "./shrink-request.ts";
import { openStage, readCatalogue, type Stage } from "./stage.ts";
import { createTotals, formatTotals, isClean, type Totals } from "./totals.ts";

/** Batches that one server handles; then another begins with an empty database, so that lists stay short. */
const batchesOfStage = 40;

/** Findings after which a run ends: there is enough to look at. */
const mostFindings = 50;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Sends what is left of the run, stage by stage, and keeps the progress after each. */
async function run(options: Options): Promise<Totals> {
	let progress = readProgress(options);
	const { seed, totals } = progress;
	const catalogue = await readCatalogue();
	const requests = createRequests(catalogue.file, seed);
	const batches = Math.ceil(options.requests / batchSize);
	say(`seed ${seed}; ${progress.done} of ${batches} batches done`);
	let findings = 0;
	while (progress.done < batches && findings < mostFindings) {
		const stage = await openStage();
		const next = Math.min(batches, progress.done + batchesOfStage);
		let number = progress.done;
		while (number < next && findings < mostFindings) {
			const batch = requests.batch(number);
			for (const { index, what } of await runBatch(
				batch,
				stage,
				totals,
				catalogue.wholeNumbers,
			)) {
				findings++;
				const request = batch[index] as FuzzRequest;
				say(describe(seed, number * batchSize + index, request, what));
			}
			number++;
			if (stage.server.hasEnded()) break;
		}
		await endStage(stage, totals);
		progress = { ...progress, done: number };
		writeProgress(options, progress);
		say(`${progress.done} of ${batches} batches: ${formatTotals(totals)}`);
	}
	return totals;
}

async function endStage(stage: Stage, totals: Totals): Promise<void> {
	const { code, leftBehind } = await stage.end();
	if (code !== 0) {
		totals.crashes++;
		say(`The server ended with ${code}: ${stage.server.output()}`);
	}
	totals.filesLeftBehind += leftBehind.length;
	for (const name of leftBehind) say(`No row names the file ${name}.`);
}

function describe(
	seed: number,
	number: number,
	request: FuzzRequest,
	what: string,
): string {
	const { protocol, method, path } = request;
	return `Request ${number}, ${protocol} ${request.what} ${method} ${path.slice(0, 200)}: ${what}\n  npm run fuzz -- --seed ${seed} --only ${number}`;
}

/** Sends one request of a run to a new server, shows both as they are, and the smallest request with the same fault. */
async function replay(seed: number, number: number): Promise<Totals> {
	const { file, wholeNumbers } = await readCatalogue();
	const batch = createRequests(file, seed).batch(
		Math.floor(number / batchSize),
	);
	const request = batch[number % batchSize] as FuzzRequest;
	const totals = createTotals();
	const stage = await openStage();
	const { client, headersOf } = stage;
	const show = async (what: string, shown: FuzzRequest) => {
		const answer = await client.send(shown, headersOf);
		say(`${what}:\n${bytesOf(shown, headersOf)}\n`);
		say(`${answer?.status ?? "No answer"}\n${answer?.body ?? ""}\n`);
	};
	await show(`Request ${number}`, request);
	for (const { what } of await runBatch([request], stage, totals, wholeNumbers))
		say(`Request ${number}: ${what}`);
	const isFaulty = async (candidate: FuzzRequest) =>
		checkAnswer(candidate, await client.send(candidate, headersOf)) !== null;
	if (await isFaulty(request))
		await show("The smallest", await shrinkRequest(request, isFaulty));
	await endStage(stage, totals);
	return totals;
}

try {
	const options = readOptions(process.argv.slice(2));
	const totals =
		options.only === null
			? await run(options)
			: await replay(options.seed, options.only);
	say(formatTotals(totals));
	process.exitCode = isClean(totals) ? 0 : 1;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.on(signal, () => process.exit(1));
