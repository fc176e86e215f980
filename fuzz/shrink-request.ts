import type { FuzzRequest } from "./fuzz-request.ts";

/** Attempts after which what is found so far is small enough. */
const mostAttempts = 400;

/** The smallest request with the same fault that leaving out headers and bytes leads to. */
export async function shrinkRequest(
	request: FuzzRequest,
	isFaulty: (request: FuzzRequest) => Promise<boolean>,
): Promise<FuzzRequest> {
	let smallest = request;
	let attempts = 0;
	async function attempt(change: Partial<FuzzRequest>): Promise<boolean> {
		const candidate = { ...smallest, ...change };
		if (attempts++ >= mostAttempts || !(await isFaulty(candidate)))
			return false;
		smallest = candidate;
		return true;
	}

	for (let index = smallest.headers.length - 1; index >= 0; index--)
		await attempt({ headers: smallest.headers.toSpliced(index, 1) });
	for (let index = smallest.headEdits.length - 1; index >= 0; index--)
		await attempt({ headEdits: smallest.headEdits.toSpliced(index, 1) });
	const length = smallest.body?.length ?? 0;
	for (let size = Math.ceil(length / 2); size >= 1; size = size >> 1)
		for (let at = 0; at < (smallest.body?.length ?? 0); ) {
			const body = smallest.body as Buffer;
			const shorter = [body.subarray(0, at), body.subarray(at + size)];
			if (!(await attempt({ body: Buffer.concat(shorter) }))) at += size;
		}
	return smallest;
}
