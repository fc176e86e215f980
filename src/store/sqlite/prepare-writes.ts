import { emptyEntries } from "../../domain/catalogue/entries.ts";
import { planCatalogue } from "../../domain/catalogue/plan-catalogue.ts";
import type { Store } from "../../domain/ports/store.ts";
import type { Versions } from "../../domain/ports/versions.ts";
import { prepareKeyWrites } from "./cases/key-writes.ts";
import { prepareCaseChange } from "./cases/prepare-case-change.ts";
import { prepareCaseWrites } from "./cases/prepare-case-writes.ts";
import { prepareCreateCases } from "./cases/prepare-create-cases.ts";
import { prepareRowInserts } from "./cases/prepare-row-inserts.ts";
import { prepareUploadWrites } from "./cases/prepare-upload-writes.ts";
import { writeChanges } from "./catalogue/catalogue-tables.ts";
import { sql } from "./connection/drizzle.ts";
import type { ConnectedDatabase } from "./connection/statements.ts";
import { prepareTransactionState } from "./connection/transaction-state.ts";
import { preparePeopleWrites } from "./people/prepare-people-writes.ts";
import { prepareSessionWrites } from "./people/prepare-session-writes.ts";
import { prepareCheckWrite } from "./prepare-check-write.ts";
import { prepareIsEmpty } from "./prepare-is-empty.ts";
import { versions } from "./schema.ts";
import type { Writer } from "./writer.ts";

/** The part of each port that writes. */
type Writes = Pick<Store, "people" | "fill" | "check"> & {
	readonly cases: Pick<Store["cases"], "create" | "createAll" | "change">;
	readonly keys: Omit<Store["keys"], "clock">;
	readonly uploads: Pick<Store["uploads"], "add" | "remove">;
	readonly catalogue: Pick<Store["catalogue"], "apply">;
	readonly credentials: Pick<
		Store["credentials"],
		"startSession" | "endSession"
	>;
	/** Reads what the jobs of one transaction are compared with; called before the first of them. */
	readonly begin: () => void;
};

/** Everything that writes, as the ports have it: each method submits its work, on plain data, to the writer. */
export function prepareWrites(
	db: ConnectedDatabase,
	writer: Pick<Writer, "submit">,
): Writes {
	const state = prepareTransactionState(db);
	const isEmpty = prepareIsEmpty(db);
	const raise = (column: keyof Versions) => () => {
		db.update(versions)
			.set({ [column]: sql`${versions[column]} + 1` })
			.run();
		state.refreshVersions();
	};
	const raiseCatalogue = raise("catalogue");
	const raiseCredentials = raise("credentials");
	const insert = prepareRowInserts(db);
	const uploads = prepareUploadWrites(db, state);
	const keys = prepareKeyWrites(db);
	const createCase = prepareCaseWrites(insert, state, uploads, keys);
	const createCases = prepareCreateCases(createCase, uploads, keys);
	const changeCase = prepareCaseChange(db, insert, state, uploads, keys);
	const sessions = prepareSessionWrites(db, raiseCredentials);
	const people = preparePeopleWrites(
		db,
		raiseCredentials,
		sessions.revokeSessions,
	);
	const check = prepareCheckWrite(db);

	const submit: Writer["submit"] = (work) => writer.submit(work);

	return {
		begin: state.begin,
		cases: {
			create: (job) => submit(() => createCase(job)),
			createAll: (job) => submit(() => createCases(job, state.versions)),
			change: (job) => submit(() => changeCase(job)),
		},
		keys: {
			find: (key) => submit(() => keys.findKey(key)),
			remove: (before, most) => submit(() => keys.removeKeys(before, most)),
			advanceClock: (seen) => submit(() => keys.advanceKeyClock(seen)),
		},
		uploads: {
			add: (upload, most) => submit(() => uploads.addUpload(upload, most)),
			remove: (olderThan) => submit(() => uploads.removeUploads(olderThan)),
		},
		credentials: {
			startSession: (job) =>
				submit(() => sessions.startSession(job, state.versions)),
			endSession: (digest) => submit(() => sessions.endSession(digest)),
		},
		people: {
			addParties: (parties) => submit(() => people.addParties(parties)),
			addOperator: (operator) => submit(() => people.addOperator(operator)),
			setPassword: (person, passwordHash) =>
				submit(() => people.setPassword(person, passwordHash)),
			setDisabled: (person, isDisabled) =>
				submit(() => people.setDisabled(person, isDisabled)),
			revokeSessions: (of) => submit(() => sessions.revokeSessions(of)),
			addTouchpointToken: (token) =>
				submit(() => people.addTouchpointToken(token)),
		},
		catalogue: {
			apply: ({ version, changes, isDemo }) =>
				submit(() => {
					if (version !== state.versions.catalogue) return "stale";
					writeChanges(db, changes, isDemo);
					raiseCatalogue();
					return "applied";
				}),
		},
		fill: ({ entries, parties, operators, tokens, isDemo }) =>
			submit(() => {
				if (!isEmpty()) return "notEmpty";
				writeChanges(db, planCatalogue(emptyEntries, entries), isDemo);
				people.addParties(parties);
				operators.forEach(people.addOperator);
				tokens.forEach(people.addTouchpointToken);
				raiseCatalogue();
				return "filled";
			}),
		check: () => submit(check),
	};
}
