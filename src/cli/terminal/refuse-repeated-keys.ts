import { CommandError } from "../../domain/command-error.ts";
import { describeProblems } from "../../domain/input/file-problem.ts";
import {
	parseStrictJson,
	StrictJsonError,
} from "../../http/json/strict-json.ts";

/** Refuses JSON Lines in which a key stands twice in one object: JSON.parse would drop the first in silence. */
export function refuseRepeatedKeys(text: string): void {
	const faults = text.split(/\r?\n/).flatMap((line, index) => {
		const fault = repeatedKey(line);
		return fault ? [describeProblems(`line ${index + 1}`, [fault])] : [];
	});
	if (faults.length > 0) throw new CommandError(faults.join("\n"));
}

/** Null also for what is wrong in another way, which is refused where its values are read. */
function repeatedKey(line: string): StrictJsonError | null {
	try {
		parseStrictJson(Buffer.from(line));
	} catch (error) {
		const isFault = error instanceof StrictJsonError;
		if (!isFault) throw error;
		if (error.code === "DUPLICATE_KEY") return error;
	}
	return null;
}
