import type { CreateCaseJob } from "../../src/domain/ports/create-jobs.ts";
import { noon, type TestServer } from "./test-server.ts";

/** Makes creates as the domain hands them to the store, decided on what it holds now. */
export async function jobsOf({ app: { store } }: TestServer) {
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
		origin: { activity: null, tags: [], source: null },
		idempotency:
			key === null
				? null
				: {
						partyId: 1,
						operatorId: null,
						touchpointCode: "web",
						key,
						digest: "0".repeat(64),
					},
	});
}
