import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Problem } from "../problem.ts";

/** A touchpoint may ask to be warned of unknown keys instead of being refused. */
export function splitUnknownKeys(
	touchpoint: Touchpoint,
	problems: readonly Problem[],
) {
	if (touchpoint.unknownFields === "refuse" || problems.length === 0)
		return { errors: problems, warnings: [] };
	const { errors = [], warnings = [] } = Object.groupBy(problems, ({ code }) =>
		code === "UNKNOWN_FIELD" ? "warnings" : "errors",
	);
	return { errors, warnings };
}
