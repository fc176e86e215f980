const buckets = 64;

/** Where the rows of a party are, for ever; those that belong to no party are in bucket 0. */
export function bucketOf(partyId: number | null): number {
	return (partyId ?? 0) % buckets;
}
