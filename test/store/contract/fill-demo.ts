import type { ChangeCaseJob } from "../../../src/domain/ports/change-job.ts";
import type { CreateCaseJob } from "../../../src/domain/ports/create-jobs.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import type { NewAttachment } from "../../../src/domain/ports/stored-files.ts";
import { loadDemo, readDemoCatalogue } from "../../../src/startup/demo.ts";
import { quickHash } from "../../support/quick-hash.ts";

export const noon = Date.UTC(2026, 4, 1, 12);

/** Puts the demo data in, and answers what makes creates and changes as the domain hands them to a store. */
export async function fillDemo(store: Store) {
	await loadDemo(store, () => noon, await readDemoCatalogue(), quickHash);
	const versions = await store.versions();
	const key = (key: string | null, partyId = 1) =>
		key === null
			? null
			: {
					...{ partyId, operatorId: null, touchpointCode: "web", key },
					digest: "0".repeat(64),
				};
	return {
		create: (keyText: string | null, partyId = 1): CreateCaseJob => ({
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
			idempotency: key(keyText, partyId),
		}),
		change: (
			caseId: number,
			version: number,
			keyText: string | null = null,
		): ChangeCaseJob => ({
			versions,
			at: noon + 1,
			protocol: "REST",
			touchpointCode: "web",
			actorKind: "party",
			operatorId: null,
			caseId,
			partyId: 1,
			version,
			change: null,
			addComments: ["more"],
			updateComment: null,
			addAttachments: [],
			removeAttachment: null,
			idempotency: key(keyText),
		}),
	};
}

let files = 0;
export function newFile(uploadId?: number): NewAttachment {
	return {
		fileName: "a.txt",
		contentType: "text/plain",
		size: 3,
		sha256: "1".repeat(64),
		storageName: `stored-${++files}`,
		...(uploadId === undefined ? {} : { uploadId }),
	};
}

/** Adds an upload of the first party; answers its id. */
export async function addUpload({ uploads }: Store): Promise<number> {
	const upload = {
		...newFile(),
		partyId: 1,
		operatorId: null,
		createdAt: noon,
	};
	return (await uploads.add(upload, 100)) as number;
}

/** Every event of a case, oldest first. */
export function eventsOf({ events }: Store, caseId: number) {
	return events.findOfCase({
		caseId,
		above: null,
		below: null,
		limit: 100,
		fromNewest: false,
	});
}
