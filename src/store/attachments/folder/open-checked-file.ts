import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { diskRequestError } from "../disk-request-error.ts";

const readSize = 256 * 1024;

/** The bytes of a file, after all of them were compared with their SHA-256. */
export async function openCheckedFile(
	path: string,
	sha256: string,
): Promise<NodeJS.ReadableStream> {
	const file = await open(path).catch((error) => {
		throw diskRequestError(error);
	});
	try {
		if ((await sha256Of(file)) !== sha256)
			throw new Error(
				`Attachment file ${basename(path)} does not match its SHA-256.`,
			);
	} catch (error) {
		await file.close();
		throw error;
	}
	return file.createReadStream({ start: 0 });
}

async function sha256Of(file: FileHandle): Promise<string> {
	const digest = createHash("sha256");
	const buffer = Buffer.allocUnsafe(readSize);
	for (let position = 0; ; ) {
		const { bytesRead } = await file.read(buffer, 0, readSize, position);
		if (bytesRead === 0) return digest.digest("hex");
		digest.update(buffer.subarray(0, bytesRead));
		position += bytesRead;
	}
}
