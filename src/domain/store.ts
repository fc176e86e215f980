import type { Actor, Operator, Party, Profile } from "./actor.ts";
import type {
	Assignee,
	Case,
	CaseAttachment,
	CaseComment,
} from "./case/case.ts";
import type { CaseData } from "./case/case-data.ts";
import type { CaseEvent, CaseEventState } from "./case/case-event.ts";
import type { CatalogueEntries } from "./catalogue/entries.ts";
import type { CatalogueChange } from "./catalogue/plan-catalogue.ts";
import type { Door, Origin } from "./origin.ts";

/** Counters that every change of the catalogue or of credentials raises; read to notice changes made by other processes. */
export type Versions = {
	readonly catalogue: number;
	readonly credentials: number;
};

/** The port to the database. Each method is one whole operation and at most one transaction; what it wrote is on disk when it resolves. */
export type Store = {
	/** The counters now, read at most once a turn of the event loop. */
	versions(): Promise<Versions>;
	/** How often ten minutes passed while a server ran: what keys are dated by, because no jump of the wall clock moves it. */
	keyClock(): Promise<number>;
	/** Moves that clock on, unless another process did since it was `seen`. */
	advanceKeyClock(seen: number): Promise<void>;
	readonly catalogue: CatalogueStore;
	readonly cases: CaseStore;
	readonly credentials: CredentialStore;
	readonly people: PeopleStore;
	/** Puts a first catalogue, people and tokens into an empty database, all in one transaction. */
	fill(contents: FirstContents): Promise<"filled" | "notEmpty">;
	/** Whether there is no catalogue, nobody, and no token. */
	isEmpty(): Promise<boolean>;
	/** Writes a transaction that changes nothing; answers whether the schema is still the one that this casebridge works with. */
	check(): Promise<"current" | "changed">;
	close(): Promise<void>;
};

export type CatalogueStore = {
	/** All entries with the version they were read at. */
	load(): Promise<{ entries: CatalogueEntries; version: number }>;
	/** Writes the changed entries and raises the version; refuses with "stale" when the catalogue is no longer at `version`. */
	apply(job: ApplyCatalogue): Promise<"applied" | "stale">;
};

export type ApplyCatalogue = {
	readonly version: number;
	readonly changes: readonly CatalogueChange[];
	/** Marks the rows as demo data. */
	readonly isDemo: boolean;
};

export type CaseStore = {
	create(job: CreateCaseJob): Promise<CreateCaseResult>;
	/** Several creates in one transaction. */
	createAll(job: CreateCasesJob): Promise<CreateCasesResult>;
	change(job: ChangeCaseJob): Promise<ChangeCaseResult>;
	/** Looks a key up behind every write that came before. */
	findKey(key: KeyReference): Promise<KeyRecord | null>;
	/** What a key leads to that was used before, counted as one more duplicate that it held back; null for a new key. */
	repeatKey(key: NewKey): Promise<Repeated | null>;
	/** Removes at most so many keys dated before `before`; answers how many. */
	removeKeys(before: number, most: number): Promise<number>;
	/** What hangs on the case is read only if it may be seen, so that a hidden case takes the time of a missing one. */
	findById(
		id: number,
		maySee?: (found: CaseOwners) => boolean,
	): Promise<Case | null>;
	findPage(query: CasePageQuery): Promise<readonly Case[]>;
	count(query: CaseSelection): Promise<number>;
	/** Those of these cases that there are and that may be seen. */
	findByIds(
		ids: readonly number[],
		maySee: (found: CaseOwners) => boolean,
	): Promise<readonly Case[]>;
	/** The case that each of these comments or attachments hangs on, by its own id. */
	findCaseIds(
		part: "comment" | "attachment",
		ids: readonly number[],
	): Promise<ReadonlyMap<number, number>>;
	findAttachment(id: number): Promise<StoredAttachment | null>;
	/** Events of one case, oldest first. */
	findEvents(query: CaseEventQuery): Promise<readonly CaseEvent[]>;
	/** Events of all cases that were committed after this one, oldest first. */
	eventsAfter(id: number, limit: number): Promise<readonly CaseEvent[]>;
	lastEventId(): Promise<number>;
	/** Answers its id; null when its owner has `most` uploads waiting already. */
	addUpload(upload: NewUpload, most: number): Promise<number | null>;
	countUploads(owner: CallerOwner): Promise<number>;
	findUpload(id: number): Promise<StoredUpload | null>;
	/** Removes uploads that nothing used by then. */
	removeUploads(olderThan: number): Promise<number>;
	/** Whether a row names this file of the attachment folder. */
	hasFile(storageName: string): Promise<boolean>;
};

/** What decides who may see a case. */
export type CaseOwners = Pick<Case, "partyId" | "typeCode" | "assignee">;

/** An idempotency key: a party's at one touchpoint, whoever acts for it, or, without a party, an operator's. */
export type KeyReference = CallerOwner & {
	readonly touchpointCode: string;
	readonly key: string;
};

/** A key with the SHA-256 of the command it now stands for. */
export type NewKey = KeyReference & { readonly digest: string };

/** What a key stands for, and what that made. */
export type KeyRecord = {
	readonly digest: string;
	readonly caseId: number;
	readonly commentId: number | null;
	readonly attachmentId: number | null;
};

/** What a key leads to that was used before: nothing was written. */
export type Repeated =
	| { readonly kind: "replayed"; readonly record: KeyRecord }
	| { readonly kind: "keyReused" };

/** Everything one create writes, as plain data: key, case, comments, caseData, attachments and event in one transaction. */
export type CreateCaseJob = {
	/** What the decision was made on. */
	readonly versions: Versions;
	readonly at: number;
	readonly door: Door;
	readonly partyId: number;
	/** The operator who acts for the party, if one does. */
	readonly operatorId: number | null;
	readonly touchpointCode: string;
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly assigneeGroupCode: string;
	readonly caseData: CaseData;
	readonly comments: readonly string[];
	readonly attachments: readonly NewAttachment[];
	readonly actorKind: Actor["kind"];
	readonly origin: Origin;
	readonly idempotency: NewKey | null;
};

export type NewAttachment = {
	readonly fileName: string;
	readonly contentType: string;
	readonly size: number;
	/** Hexadecimal SHA-256 of the bytes. */
	readonly sha256: string;
	/** The file's name in the attachment folder. */
	readonly storageName: string;
	/** The upload that this attachment uses up. */
	readonly uploadId?: number;
};

export type CreateCaseResult =
	| {
			readonly kind: "created";
			readonly id: number;
			readonly commentIds: readonly number[];
			readonly attachmentIds: readonly number[];
	  }
	| Repeated
	/** An upload was used up by somebody else since the decision: nothing was written. */
	| { readonly kind: "uploadGone" }
	/** The catalogue or the credentials changed since the decision: nothing was written. */
	| { readonly kind: "stale" };

export type CreateCasesJob = {
	/** In order: a row meets what the rows before it wrote. All were decided on the same versions. */
	readonly rows: readonly CreateCaseJob[];
	/** Whether one row that cannot be written keeps every other from being written. */
	readonly isAllOrNothing: boolean;
};

export type CreateCasesResult =
	/** One for each row, none of them stale. */
	| { readonly kind: "written"; readonly results: readonly CreateCaseResult[] }
	/** All or nothing, and a key was reused or an upload gone: nothing was written. */
	| { readonly kind: "refused" }
	| { readonly kind: "stale" };

/** What one change writes, as plain data, if the case still has the version that was decided on. */
export type ChangeCaseJob = {
	readonly versions: Versions;
	readonly at: number;
	readonly door: Door;
	readonly touchpointCode: string;
	readonly actorKind: Actor["kind"];
	readonly operatorId: number | null;
	readonly caseId: number;
	readonly partyId: number;
	readonly version: number;
	/** What the case's own columns become, with the event that says so. */
	readonly change: CaseChange | null;
	readonly addComments: readonly string[];
	readonly updateComment: {
		readonly before: CaseComment;
		readonly after: CaseComment;
	} | null;
	readonly addAttachments: readonly NewAttachment[];
	readonly removeAttachment: CaseAttachment | null;
	readonly idempotency: NewKey | null;
};

export type CaseChange = {
	readonly kind: "UPDATED" | "TRANSITIONED" | "ASSIGNED";
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly caseData: CaseData;
	readonly assignee: Assignee | null;
	readonly before: CaseEventState;
	readonly after: CaseEventState;
};

export type ChangedCase = {
	readonly kind: "changed";
	readonly commentIds: readonly number[];
	readonly attachmentIds: readonly number[];
};

export type ChangeCaseResult =
	| ChangedCase
	| Repeated
	/** Somebody else changed the case first: nothing was written. */
	| { readonly kind: "conflict" }
	| { readonly kind: "uploadGone" }
	| { readonly kind: "stale" };

/** Whose cases: a party's own, or those an operator or their groups are assigned. */
export type CaseScope =
	| {
			readonly kind: "party";
			readonly partyId: number;
			readonly hiddenTypeCodes: readonly string[];
	  }
	| {
			readonly kind: "operator";
			readonly operatorId: number;
			readonly groupCodes: readonly string[];
			/** The types their groups handle. */
			readonly typeCodes: readonly string[];
			readonly assignee: "ME" | "MY_GROUPS" | "ANY";
	  };

/** Null members do not narrow. */
export type CaseFilter = {
	readonly status: string | null;
	readonly resolution: string | null;
	readonly categoryCode: string | null;
	readonly typeCode: string | null;
	/** Milliseconds since 1970; created at or after. */
	readonly createdAfter: number | null;
	/** Created before. */
	readonly createdBefore: number | null;
};

export type CaseSelection = {
	readonly scope: CaseScope;
	readonly filter: CaseFilter;
};

export type CaseOrder = "CREATED_AT" | "UPDATED_AT";

/** Where a case stands in an order; `updatedAt` counts only in the order of updates. */
export type CasePosition = { readonly id: number; readonly updatedAt: number };

/** A page of cases between two positions, newest first unless `fromOldest`. */
export type CasePageQuery = CaseSelection & {
	readonly orderBy: CaseOrder;
	readonly below: CasePosition | null;
	readonly above: CasePosition | null;
	readonly limit: number;
	readonly fromOldest: boolean;
};

export type CaseEventQuery = {
	readonly caseId: number;
	readonly above: number | null;
	readonly below: number | null;
	readonly limit: number;
	readonly fromNewest: boolean;
};

/** Whose an upload or a key is: a party's, whoever acted for it, or, without a party, an operator's. */
export type CallerOwner = {
	readonly partyId: number | null;
	readonly operatorId: number | null;
};

/** A file that came ahead of its case. */
export type NewUpload = NewAttachment &
	CallerOwner & { readonly createdAt: number };

export type StoredUpload = NewUpload & { readonly id: number };

export type StoredAttachment = NewAttachment & {
	readonly id: number;
	readonly caseId: number;
	readonly partyId: number;
};

export type CredentialStore = {
	findToken(digest: string): Promise<TokenRecord | null>;
	findPrincipal(principal: string): Promise<PersonRecord | null>;
	findPerson(person: PersonReference): Promise<PersonRecord | null>;
	/** Profiles of operators, for showing who is assigned or acted, in one read. */
	findOperatorProfiles(
		ids: readonly number[],
	): Promise<ReadonlyMap<number, Profile>>;
	/** The same of parties. */
	findPartyProfiles(
		ids: readonly number[],
	): Promise<ReadonlyMap<number, Profile>>;
	/** Answers "stale", and starts none, when the credentials changed since they were checked. */
	startSession(job: StartSession): Promise<"started" | "stale">;
	/** Ends a session; whoever asks afterwards, in any process, finds none. */
	endSession(digest: string): Promise<void>;
};

/** What a token, known by its SHA-256 alone, stands for. */
export type TokenRecord =
	| {
			readonly kind: "touchpoint";
			readonly touchpointCode: string;
			readonly isDemo: boolean;
	  }
	| {
			readonly kind: "session";
			readonly touchpointCode: string;
			readonly partyId: number | null;
			readonly operatorId: number | null;
			readonly expiresAt: number;
	  };

export type PersonReference = {
	readonly kind: "party" | "operator";
	readonly id: number;
};

/** A person who may sign in, with what is needed to check it. */
export type PersonRecord = {
	/** `scrypt$…`; null for somebody without a password. */
	readonly passwordHash: string | null;
	/** Disabled or blocked: may not sign in, and open sessions end. */
	readonly isDisabled: boolean;
	readonly isDemo: boolean;
} & (
	| { readonly kind: "party"; readonly party: Party }
	| { readonly kind: "operator"; readonly operator: Operator }
);

export type StartSession = {
	/** What the credentials were checked at. */
	readonly versions: Versions;
	readonly digest: string;
	readonly touchpointCode: string;
	readonly partyId: number | null;
	readonly operatorId: number | null;
	readonly createdAt: number;
	readonly expiresAt: number;
	/** The session this one replaces. */
	readonly replaces: string | null;
};

/** What administrators do to people and secrets. Each change of a secret or a state raises `Versions.credentials`. */
export type PeopleStore = {
	/** All or none; answers the first principal that somebody has already, or null when every party was added. */
	addParties(parties: readonly NewParty[]): Promise<string | null>;
	/** False when an operator has this e-mail already. */
	addOperator(operator: NewOperator): Promise<boolean>;
	/** Also ends the sessions that the old password opened; answers how many. */
	setPassword(person: PersonReference, passwordHash: string): Promise<number>;
	/** Disabling also ends the person's sessions; answers how many. */
	setDisabled(person: PersonReference, isDisabled: boolean): Promise<number>;
	/** Ends the sessions of a person, of a touchpoint, or all; answers how many. */
	revokeSessions(of: SessionSelection): Promise<number>;
	addTouchpointToken(token: NewTouchpointToken): Promise<void>;
};

export type FirstContents = {
	readonly entries: CatalogueEntries;
	readonly parties: readonly NewParty[];
	readonly operators: readonly NewOperator[];
	readonly tokens: readonly NewTouchpointToken[];
	readonly isDemo: boolean;
};

export type SessionSelection =
	| PersonReference
	| { readonly kind: "touchpoint"; readonly touchpointCode: string }
	| { readonly kind: "all" };

export type NewParty = {
	readonly kind: "PERSON" | "COMPANY";
	readonly firstname: string | null;
	readonly lastname: string | null;
	readonly email: string | null;
	/** Normalised names this party signs in with. */
	readonly principals: readonly string[];
	readonly passwordHash: string | null;
	readonly isDemo: boolean;
	readonly createdAt: number;
};

export type NewOperator = {
	readonly firstname: string | null;
	readonly lastname: string | null;
	/** The principal an operator signs in with, normalised. */
	readonly email: string;
	readonly groupCodes: readonly string[];
	readonly passwordHash: string | null;
	readonly isDemo: boolean;
	readonly createdAt: number;
};

export type NewTouchpointToken = {
	readonly digest: string;
	readonly touchpointCode: string;
	readonly isDemo: boolean;
	readonly createdAt: number;
	/** Revokes every earlier token of the touchpoint in the same transaction. */
	readonly replacesOthers: boolean;
};

/** What is known of a file once its bytes are on disk. */
export type WrittenFile = Pick<
	NewAttachment,
	"size" | "sha256" | "storageName"
>;

/** The port to the attachment folder. */
export type AttachmentFiles = {
	/** Asks the scanner of this installation, where there is one, whether bytes may be kept. */
	scan(content: Uint8Array): Promise<"clean" | "infected">;
	/** Writes a file that is on disk, under its final name, when this resolves; answers that name. */
	write(content: Uint8Array): Promise<string>;
	/** The same for bytes as they come, scanned as well: the next are asked for when the last are written. What is not kept leaves nothing. */
	writeStream(
		source: AsyncIterable<Uint8Array>,
		longest: number,
	): Promise<WrittenFile | "tooLarge" | "infected">;
	/** The bytes of a file, all compared with their SHA-256 before the first is given; a missing or damaged file is thrown. */
	openChecked(
		storageName: string,
		sha256: string,
	): Promise<NodeJS.ReadableStream>;
	remove(storageName: string): Promise<void>;
};
