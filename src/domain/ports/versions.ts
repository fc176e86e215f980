/** Counters that every change of the catalogue or of credentials raises; read to notice changes made by other processes. */
export type Versions = {
	readonly catalogue: number;
	readonly credentials: number;
};
