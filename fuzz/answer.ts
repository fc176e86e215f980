/** An answer of the server as it came over the wire. */
export type Answer = {
	readonly status: number;
	/** By lower-case name; of one that came twice the last. */
	readonly headers: ReadonlyMap<string, string>;
	readonly body: Buffer;
};

/** The answer at the start of these bytes; null while it is not whole. `hasEnded` says that no more bytes will come. */
export function readAnswer(
	bytes: Buffer,
	isHead: boolean,
	hasEnded: boolean,
): Answer | null {
	const end = bytes.indexOf("\r\n\r\n");
	if (end < 0) return null;
	const [first = "", ...lines] = bytes.toString("latin1", 0, end).split("\r\n");
	const status = Number(first.split(" ")[1]);
	const rest = bytes.subarray(end + 4);
	if (status < 200) return readAnswer(rest, isHead, hasEnded);
	const headers = new Map(
		lines.map((line) => {
			const colon = line.indexOf(":");
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
	const answer = (body: Buffer) => ({ status, headers, body });
	if (isHead || status === 204 || status === 304)
		return answer(Buffer.alloc(0));
	if (headers.get("transfer-encoding") === "chunked") {
		// Events come for as long as somebody listens: the first bytes are enough.
		if (headers.get("content-type")?.startsWith("text/event-stream"))
			return answer(rest);
		const body = joinChunks(rest);
		return body && answer(body);
	}
	const announced = headers.get("content-length");
	if (announced === undefined) return hasEnded ? answer(rest) : null;
	const length = Number(announced);
	return rest.length < length ? null : answer(rest.subarray(0, length));
}

function joinChunks(bytes: Buffer): Buffer | null {
	const chunks: Buffer[] = [];
	for (let at = 0; ; ) {
		const end = bytes.indexOf("\r\n", at);
		if (end < 0) return null;
		const length = Number.parseInt(bytes.toString("latin1", at, end), 16);
		const start = end + 2;
		if (bytes.length < start + length + 2) return null;
		if (length === 0) return Buffer.concat(chunks);
		chunks.push(bytes.subarray(start, start + length));
		at = start + length + 2;
	}
}
