/** The numbers of advisory locks; a transaction that wants several takes them in this order. */
export const locks = {
	/** Whoever changes the catalogue or credentials holds it alone; whoever was decided on them shares it. */
	decisions: 1,
	/** Held while a block of ids is allotted. */
	allotment: 2,
	/** Held while the schema is brought up to date. */
	migration: 3,
	/** With the number of an owner: held while that owner's uploads are counted. */
	uploads: 4,
	/** With the number of a chain: held by the writer of that chain, for as long as its connection lasts. */
	chains: 9,
} as const;
