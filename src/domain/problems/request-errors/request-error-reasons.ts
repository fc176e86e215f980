import type { NothingQuoted } from "../../sentence.ts";

/** Why a request stops before any problem of its input is looked at. */
export type RequestErrorKind =
	| "unauthenticated"
	| "forbidden"
	| "conflictingCredentials"
	| "rateLimited"
	| "busy"
	| "storageFull"
	| "unavailable";

/** Every reason, with what its sentence quotes. */
export type RequestErrorParameters = {
	readonly credentialsMissing: NothingQuoted;
	readonly touchpointMissing: NothingQuoted;
	readonly tokenMissing: NothingQuoted;
	readonly credentialsWrong: NothingQuoted;
	readonly loginMissing: NothingQuoted;
	readonly onlyOperators: NothingQuoted;
	readonly partyNeeded: NothingQuoted;
	readonly onlyWhatPartyMay: NothingQuoted;
	readonly differentValues: { readonly name: "touchpoint" | "token" };
	readonly differentPeople: NothingQuoted;
	readonly headerRepeated: { readonly header: string };
	readonly quotaSpent: {
		readonly requests: number;
		/** Seconds. */
		readonly window: number;
		readonly wait: number;
	};
	readonly tooManyWrongCredentials: { readonly wait: number };
	readonly tooManySignIns: NothingQuoted;
	readonly catalogueChanging: NothingQuoted;
	readonly caseChanging: NothingQuoted;
	readonly credentialsChanging: NothingQuoted;
	readonly databaseBusy: NothingQuoted;
	readonly tooManyFilesOpen: NothingQuoted;
	readonly changesTooFast: NothingQuoted;
	readonly diskFull: NothingQuoted;
	readonly cannotWrite: NothingQuoted;
	readonly databaseGone: NothingQuoted;
	readonly notReplicated: NothingQuoted;
	readonly cannotExamineFile: NothingQuoted;
	readonly cannotReachFiles: NothingQuoted;
	readonly cannotReadChanges: NothingQuoted;
};

export type RequestErrorReason = keyof RequestErrorParameters;

/** What callers and protocols act on. */
export const kindOfReason = {
	credentialsMissing: "unauthenticated",
	touchpointMissing: "unauthenticated",
	tokenMissing: "unauthenticated",
	credentialsWrong: "unauthenticated",
	loginMissing: "unauthenticated",
	onlyOperators: "forbidden",
	partyNeeded: "forbidden",
	onlyWhatPartyMay: "forbidden",
	differentValues: "conflictingCredentials",
	differentPeople: "conflictingCredentials",
	headerRepeated: "conflictingCredentials",
	quotaSpent: "rateLimited",
	tooManyWrongCredentials: "rateLimited",
	tooManySignIns: "busy",
	catalogueChanging: "busy",
	caseChanging: "busy",
	credentialsChanging: "busy",
	databaseBusy: "busy",
	tooManyFilesOpen: "busy",
	changesTooFast: "busy",
	diskFull: "storageFull",
	cannotWrite: "unavailable",
	databaseGone: "unavailable",
	notReplicated: "unavailable",
	cannotExamineFile: "unavailable",
	cannotReachFiles: "unavailable",
	cannotReadChanges: "unavailable",
} as const satisfies Record<RequestErrorReason, RequestErrorKind>;
