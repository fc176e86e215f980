import type { CommandIo } from "./command-tools.ts";
import { decodeUtf8 } from "./decode-utf8.ts";

/** Everything on standard input as text. */
export async function readStdin({ stdin }: CommandIo): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
	return decodeUtf8(Buffer.concat(chunks), "Standard input");
}
