import type { CreateCaseJob } from "../../src/domain/ports/create-jobs.ts";
import type { NewKey } from "../../src/domain/ports/idempotency-keys.ts";
import type { Store } from "../../src/domain/ports/store.ts";
import { noon } from "./test-server.ts";

/** Makes creates as the domain hands them to a store with the demo data, decided on what it holds now. */
export async function jobsOf(store: Store) {
	const versions = await store.versions();
	return (key: string | null, partyId = 1): CreateCaseJob => ({
		versions,
		at: noon,
		protocol: "GRAPHQL",
		partyId,
		operatorId: null,
		actorKind: "party",
		touchpointCode: "web",
		categoryCode: "Reclamo",
		typeCode: "Telefonico",
		status: "Created",
		resolution: null,
		assigneeGroupCode: "atencion",
		caseData: {},
		comments: ["text"],
		attachments: [],
		origin: { activity: null, tags: ["a", "b"], source: null },
		idempotency: keyOf(key, partyId),
	});
}

export function keyOf(key: string | null, partyId = 1): NewKey | null {
	if (key === null) return null;
	const caller = { partyId, operatorId: null, touchpointCode: "web" };
	return { ...caller, key, digest: "0".repeat(64) };
}
