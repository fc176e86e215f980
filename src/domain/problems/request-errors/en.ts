import type { Sentences } from "../../sentence.ts";
import type { RequestErrorParameters } from "./request-error-reasons.ts";

/** Says what is missing, and of what is wrong not which it is. */
export const en: Sentences<RequestErrorParameters> = {
	credentialsMissing: () =>
		"Touchpoint and token are missing; send the headers Thalamus-Touchpoint and Thalamus-Token.",
	touchpointMissing: () =>
		"The touchpoint is missing; send its code in the header Thalamus-Touchpoint.",
	tokenMissing: () =>
		"The token is missing; send the touchpoint's token or a session token in the header Thalamus-Token.",
	credentialsWrong: () =>
		"The touchpoint, the token or the login is wrong; which one is not revealed. Send a token of this touchpoint, and a login that is valid there.",
	loginMissing: () =>
		"The login is missing; send Basic credentials, or the token or cookie of an open session.",
	onlyOperators: () => "Only operators may do this.",
	partyNeeded: () =>
		"This needs a party; an operator acts for one by running as that party.",
	onlyWhatPartyMay: () =>
		"An operator who acts for a party may do only what the party may.",
	differentValues: ({ name }) =>
		`The ${name} was sent with different values; send it once, as a header or in the query.`,
	differentPeople: () =>
		"The session token and the Basic credentials name different people; send one of them.",
	headerRepeated: ({ header }) =>
		`The header ${header} was sent more than once; send it once.`,
	quotaSpent: ({ requests, window, wait }) =>
		`A caller may send ${requests} requests in ${window} s, and each thing created counts as one. Try again in ${wait} s.`,
	tooManyWrongCredentials: ({ wait }) =>
		`Too many requests came with wrong credentials. Try again in ${wait} s.`,
	tooManySignIns: () => "Too many sign-ins at once; try again shortly.",
	catalogueChanging: () => "The catalogue is changing; send the request again.",
	caseChanging: () => "The case is being changed; send the request again.",
	credentialsChanging: () =>
		"The credentials are being changed; send the request again.",
	databaseBusy: () => "The database is busy; send the request again.",
	tooManyFilesOpen: () =>
		"The server has too many files open; send the request again.",
	changesTooFast: () =>
		"Changes came faster than they were read; subscribe again.",
	diskFull: () => "The disk of the server is full; nothing was stored.",
	cannotWrite: () =>
		"The server cannot write and is restarting; send the request again with the same Idempotency-Key.",
	databaseGone: () =>
		"The database cannot be reached; send the request again with the same Idempotency-Key.",
	notReplicated: () =>
		"The database could not copy what it wrote to its standby; send the request again with the same Idempotency-Key.",
	cannotExamineFile: () =>
		"The file cannot be examined now; send it again later.",
	cannotReachFiles: () =>
		"The files of the server cannot be reached now; send the request again later.",
	cannotReadChanges: () => "The changes cannot be read.",
};
