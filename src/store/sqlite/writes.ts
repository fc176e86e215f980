import { emptyEntries } from "../../domain/catalogue/entries.ts";
import { planCatalogue } from "../../domain/catalogue/plan-catalogue.ts";
import type { ApplyCatalogue } from "../../domain/ports/catalogue-store.ts";
import type { ChangeCaseJob } from "../../domain/ports/change-job.ts";
import type {
	CreateCaseJob,
	CreateCasesJob,
} from "../../domain/ports/create-jobs.ts";
import type { StartSession } from "../../domain/ports/credential-store.ts";
import type { FirstContents } from "../../domain/ports/store.ts";
import type { Versions } from "../../domain/ports/versions.ts";
import { prepareCasePartWrites } from "./cases/case-part-writes.ts";
import { prepareKeyWrites } from "./cases/key-writes.ts";
import { prepareCaseChange } from "./cases/prepare-case-change.ts";
import { prepareCaseWrites } from "./cases/prepare-case-writes.ts";
import { prepareCreateCases } from "./cases/prepare-create-cases.ts";
import { writeChanges } from "./catalogue/catalogue-tables.ts";
import { type BetterSQLite3Database, sql } from "./drizzle.ts";
import { preparePeopleWrites } from "./people/prepare-people-writes.ts";
import { prepareSessionWrites } from "./people/prepare-session-writes.ts";
import { prepareCheckWrite } from "./prepare-check-write.ts";
import {
	caseStatuses,
	categories,
	operators,
	parties,
	touchpoints,
	versions,
} from "./schema.ts";
import {
	type ConnectedDatabase,
	type CurrentVersions,
	prepareStoredRead,
} from "./statements.ts";
import { prepareTransactionState } from "./transaction-state.ts";

/**
 * Every write there is, by name: the handlers that the writer runs inside its transaction. `begin` reads the
 * version counters that the jobs of one transaction are compared with.
 */
export function prepareWrites(db: ConnectedDatabase) {
	const selectVersions = prepareVersions(db);
	const isEmpty = prepareIsEmpty(db);
	const raise = (column: keyof Versions) => () => {
		db.update(versions)
			.set({ [column]: sql`${versions[column]} + 1` })
			.run();
		current = selectVersions();
	};
	const raiseCatalogue = raise("catalogue");
	const raiseCredentials = raise("credentials");
	const state = prepareTransactionState(db);
	const parts = prepareCasePartWrites(db, state);
	const keys = prepareKeyWrites(db);
	const createCase = prepareCaseWrites(db, state, parts, keys);
	const createCases = prepareCreateCases(createCase, parts, keys);
	const changeCase = prepareCaseChange(db, parts, keys);
	const sessions = prepareSessionWrites(db, raiseCredentials);
	const people = preparePeopleWrites(
		db,
		raiseCredentials,
		sessions.revokeSessions,
	);
	let current: CurrentVersions = { catalogue: 0, credentials: 0, keyClock: 0 };

	const handlers = {
		createCase: (job: CreateCaseJob) => createCase(job, current),
		createCases: (job: CreateCasesJob) => createCases(job, current),
		findKey: keys.findKey,
		repeatKey: keys.repeat,
		removeKeys: keys.removeKeys,
		advanceKeyClock: keys.advanceKeyClock,
		check: prepareCheckWrite(db),
		changeCase: (job: ChangeCaseJob) => changeCase(job, current),
		addUpload: parts.addUpload,
		removeUploads: parts.removeUploads,
		...sessions,
		startSession: (job: StartSession) => sessions.startSession(job, current),
		...people,
		applyCatalogue({ version, changes, isDemo }: ApplyCatalogue) {
			if (version !== current.catalogue) return "stale";
			writeChanges(db, changes, isDemo);
			raiseCatalogue();
			return "applied";
		},
		fill(contents: FirstContents): "filled" | "notEmpty" {
			if (!isEmpty()) return "notEmpty";
			const { entries, parties, operators, tokens, isDemo } = contents;
			writeChanges(db, planCatalogue(emptyEntries, entries), isDemo);
			people.addParties(parties);
			operators.forEach(people.addOperator);
			tokens.forEach(people.addTouchpointToken);
			raiseCatalogue();
			return "filled";
		},
	};
	return {
		handlers,
		begin() {
			current = selectVersions();
			state.begin();
		},
	};
}

export type Handlers = ReturnType<typeof prepareWrites>["handlers"];

/** Whether nothing that a first start brings is there. */
export function prepareIsEmpty(db: BetterSQLite3Database): () => boolean {
	const contents = [categories, touchpoints, caseStatuses, parties, operators];
	const first = contents.map((table) =>
		db.select({ one: sql`1` }).from(table).limit(1).prepare(),
	);
	return () => first.every((select) => select.get() === undefined);
}

/** Reads the version counters. */
export function prepareVersions(db: ConnectedDatabase): () => CurrentVersions {
	const select = prepareStoredRead(db, { from: versions });
	return () => {
		const row = select.get();
		if (!row) throw new Error("The versions table is empty.");
		return row;
	};
}
