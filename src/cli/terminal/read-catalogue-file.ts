import type { CatalogueEntries } from "../../domain/catalogue/entries.ts";
import {
	CatalogueFileError,
	parseCatalogueFile,
} from "../../domain/catalogue/file/catalogue-file.ts";
import {
	parseStrictJson,
	StrictJsonError,
} from "../../http/json/strict-json.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { readBytes } from "./read-bytes.ts";

const limits = {
	maxDepth: 32,
	maxValues: 10_000_000,
	maxKeys: 256,
	maxKeyLength: 64,
};

/** Reads a catalogue file from disk. A key that stands twice is refused: JSON.parse would drop the first in silence. */
export async function readCatalogueFile(
	file: string,
): Promise<CatalogueEntries> {
	const bytes = await readBytes(file);
	const entries = parseCatalogueFile(decodeUtf8(bytes, file), file);
	try {
		parseStrictJson(bytes, limits);
	} catch (error) {
		if (!(error instanceof StrictJsonError)) throw error;
		const { path, message } = error;
		throw new CatalogueFileError(file, [{ path, message }]);
	}
	return entries;
}
