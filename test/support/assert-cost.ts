import assert from "node:assert/strict";

const attempts = 9;
/** Milliseconds of CPU time that one measurement should last, and the least that can be told from nothing. */
const wanted = 3;
const grain = 0.5;
const mostRepetitions = 1_000;

type Act = (size: number) => unknown;

/**
 * Asserts that four times the size costs at most eleven times the CPU time: it may need larger blocks of memory, but work that grows with the square of the size takes
 * sixteen times as long, on any machine.
 */
export function assertGrowsLinearly(act: Act, size: number): Promise<void> {
	return assertRatio(act, [size, 4 * size], 11);
}

/**
 * Asserts that the larger size costs at most so many times the CPU time of the smaller one. One attempt of several is
 * enough, since other programs only make a measurement worse.
 */
export async function assertRatio(
	act: Act,
	[small, large]: readonly [number, number],
	most: number,
): Promise<void> {
	const ratios: string[] = [];
	await act(small);
	await act(large);
	for (let attempt = 0; attempt < attempts; attempt++) {
		let repetitions = 1;
		let base = await cpuTime(act, small, repetitions);
		while (base < wanted && repetitions < mostRepetitions) {
			repetitions = Math.min(repetitions * 4, mostRepetitions);
			base = await cpuTime(act, small, repetitions);
		}
		const other = await cpuTime(act, large, repetitions);
		const ratio = (other + grain) / (base + grain);
		if (ratio <= most) return;
		ratios.push(ratio.toFixed(1));
	}
	assert.fail(
		`Size ${large} took ${ratios.join(", ")} times as long as ${small}.`,
	);
}

/** Milliseconds of user and system time. */
async function cpuTime(
	act: Act,
	size: number,
	repetitions: number,
): Promise<number> {
	const before = process.cpuUsage();
	for (let repetition = 0; repetition < repetitions; repetition++)
		await act(size);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}
