import type { ProblemParameters } from "../problem-kinds.ts";

/** A sentence in one language for each kind of problem. It quotes the value and says what is allowed. */
export type Messages<Parameters = ProblemParameters> = {
	readonly [Kind in keyof Parameters]: (parameters: Parameters[Kind]) => string;
};
