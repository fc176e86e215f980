import { fileURLToPath } from "node:url";

/** The part of a `.cpuprofile` that is read here; times are in microseconds. */
export type Profile = {
	readonly nodes: readonly {
		readonly id: number;
		readonly callFrame: {
			readonly functionName: string;
			readonly url: string;
			readonly lineNumber: number;
		};
	}[];
	readonly startTime: number;
	readonly samples: readonly number[];
	readonly timeDeltas: readonly number[];
};

export type Shares = {
	readonly owners: ReadonlyMap<string, number>;
	readonly functions: ReadonlyMap<string, number>;
};

const root = fileURLToPath(new URL("..", import.meta.url));

/** Self time between two moments, by owner (a package, a file of ours, Node) and by function. */
export function sharesOf(profile: Profile, from: number, to: number): Shares {
	const frames = new Map(
		profile.nodes.map(({ id, callFrame }) => [id, callFrame]),
	);
	const owners = new Map<string, number>();
	const functions = new Map<string, number>();
	let at = profile.startTime;
	for (const [index, id] of profile.samples.entries()) {
		const spent = profile.timeDeltas[index] ?? 0;
		at += spent;
		const frame = frames.get(id);
		if (!frame || at < from || at > to) continue;
		const { functionName, url, lineNumber } = frame;
		const owner = url === "" ? functionName : ownerOf(url);
		const name = `${functionName || "(anonymous)"} ${ownerOf(url)}:${lineNumber + 1}`;
		add(owners, owner, spent);
		add(functions, name, spent);
	}
	return { owners, functions };
}

function ownerOf(url: string): string {
	const path = url.replace("file://", "").replace(root, "");
	return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
}

function add(shares: Map<string, number>, name: string, spent: number) {
	shares.set(name, (shares.get(name) ?? 0) + spent);
}

export function formatShares(
	{ owners, functions }: Shares,
	requests: number,
): string {
	const lines = (shares: ReadonlyMap<string, number>, most: number) =>
		[...shares]
			.sort(([, a], [, b]) => b - a)
			.slice(0, most)
			.map(
				([name, spent]) =>
					`${(spent / requests).toFixed(2).padStart(8)}  ${name}`,
			)
			.join("\n");
	return `${lines(owners, 40)}\n\n${lines(functions, 60)}\n`;
}
