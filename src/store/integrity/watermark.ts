import type { ChainEnd } from "./event-chain.ts";

/** How far the events of a database had come, kept outside of it. */
export type Watermark = ChainEnd & {
	/** The id of the chain. */
	readonly chain: string;
};

/** How a database differs from its watermark. */
export type WatermarkFault = "otherDatabase" | "lostEvents" | "otherEvents";

/** Compares the id of a database's chain, and the hash of the event that the watermark names, with the watermark; null where they fit. */
export function findWatermarkFault(
	watermark: Watermark,
	chain: string,
	hash: string | null,
): WatermarkFault | null {
	if (watermark.chain !== chain) return "otherDatabase";
	if (hash === null) return "lostEvents";
	return hash === watermark.hash ? null : "otherEvents";
}
