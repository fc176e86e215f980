import type { ChangeCaseJob } from "../../../src/domain/ports/change-job.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import type { NewAttachment } from "../../../src/domain/ports/stored-files.ts";
import { loadDemo, readDemoCatalogue } from "../../../src/startup/demo.ts";
import { jobsOf, keyOf } from "../../support/create-jobs.ts";
import { quickHash } from "../../support/quick-hash.ts";
import { noon } from "../../support/test-server.ts";

/** Puts the demo data in, and answers what makes creates and changes as the domain hands them to a store. */
export async function fillDemo(store: Store) {
	await loadDemo(store, () => noon, await readDemoCatalogue(), quickHash);
	const versions = await store.versions();
	return {
		create: await jobsOf(store),
		change: (
			caseId: number,
			version: number,
			key: string | null = null,
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
			idempotency: keyOf(key),
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
