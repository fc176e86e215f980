export type JsonLimits = {
	/** Arrays and objects within each other. */
	readonly maxDepth: number;
	/** Scalars, arrays and objects in the whole body. */
	readonly maxValues: number;
	/** Keys in one object. */
	readonly maxKeys: number;
	/** UTF-16 units. */
	readonly maxKeyLength: number;
};

export const defaultJsonLimits: JsonLimits = {
	maxDepth: 32,
	maxValues: 10_000,
	maxKeys: 256,
	maxKeyLength: 64,
};

/** For callers who may send many rows at once: 50 values for each of 500. */
export const bulkJsonLimits: JsonLimits = {
	...defaultJsonLimits,
	maxValues: 25_000,
};
