import { statSync } from "node:fs";
import { errorCode } from "../../error-code.ts";
import { StoreError } from "../../store-error.ts";

/** Milliseconds between two looks. */
const interval = 5_000;

/**
 * Looks whether a path still names the file that was opened: what is written to a file that was deleted or replaced
 * is lost when the process ends. Tells `onLost` once; answers a function that ends the watch.
 */
export function watchFile(
	file: string,
	onLost: (error: StoreError) => void,
): () => void {
	const opened = identityOf(file);
	const timer = setInterval(() => {
		const found = identityOf(file);
		if (found === opened || found === "unknown") return;
		clearInterval(timer);
		const what =
			found === "missing" ? "was deleted" : "was replaced by another";
		onLost(
			new StoreError(
				`The database ${file} ${what} while the server ran; put it back, or restore it by "casebridge restore".`,
			),
		);
	}, interval).unref();
	return () => clearInterval(timer);
}

/** Which file a path names; a failure to look does not mean that it is lost. */
function identityOf(file: string): string {
	try {
		const { dev, ino } = statSync(file, { bigint: true });
		return `${dev}:${ino}`;
	} catch (error) {
		const code = errorCode(error);
		return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unknown";
	}
}
