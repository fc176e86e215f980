import type { CaseParameters } from "../../kinds/cases.ts";
import { quote, quoteList } from "../../quote.ts";
import type { Messages } from "../messages.ts";
import { mustBe } from "./input.ts";
import { unicodeHint } from "./unicode-hint.ts";

/** Of whole cases, their changes, and the keys of commands. */
export const caseMessages = {
	emptyBulk: ({ most }) => `cases is empty; send 1 to ${most} of them.`,
	tooManyRows: ({ count, most }) =>
		`cases has ${count} entries; send 1 to ${most} of them.`,
	tooManyParts: ({ count, most }) =>
		`cases have ${count} comments and attachments together; send at most ${most} in one bulk.`,
	dryRunOfRow: ({ dryRun }) =>
		`dryRun is ${dryRun} in this row and ${!dryRun} for all; rows are tried together, so send it beside cases.`,
	keyForAllRows: ({ key }) =>
		`The header names the idempotency key ${quote(key)} for all rows; send an idempotencyKey in each row instead.`,
	keyReused: ({ key }) =>
		`Idempotency key ${JSON.stringify(key)} belongs to an earlier, different command; use a new key.`,
	keysDiffer: ({ header, input }) =>
		`The header names the idempotency key ${quote(header)} and the input ${quote(input)}; send one of them.`,
	illFormedKey: ({ key }) =>
		`Idempotency key ${quote(key)} must be 1 to 255 visible ASCII characters.`,
	severalKeys: ({ count }) =>
		`idempotencyKey was sent with ${count} different values; send one.`,
	caseNotFound: ({ caseId }) =>
		`There is no case ${caseId} that this caller may see.`,
	noCaseId: () => "The id names no case.",
	caseClosed: ({ caseId, status }) =>
		`Case ${caseId} has the final status "${status}" and takes no changes.`,
	staleVersion: ({ caseId, version, expected }) =>
		`Case ${caseId} has version ${version}, not ${expected}; read it again.`,
	tooManyComments: ({ most, ...at }) => mustBe(at, `at most ${most} comments`),
	commentNotFound: ({ caseId, id }) =>
		`Case ${caseId} has no comment ${quote(id)}.`,
	valueNotEditable: ({ where, value, own }) => {
		const instead = own === null ? "" : `, and is ${quote(own)}`;
		return `${where} was sent as ${quote(value)}${instead}; an update does not change it, so send it as it is or leave it out.`;
	},
	returnedCommentNotFound: ({ caseId, id }) =>
		`Case ${caseId} has no comment ${quote(id)}; send those that it has, or leave it out.`,
	returnedFileNotFound: ({ caseId, id }) =>
		`Case ${caseId} has no attachment ${quote(id)}; send those that it has, or leave it out.`,
	newFileInUpdate: ({ where }) =>
		`${where} has no id of a file of the case; an update takes no new files: add them with their own call.`,
	assigneeMissing: () => "Name an operator by email, or a group by groupName.",
	assigneeAmbiguous: () =>
		"An e-mail and a group were sent; a case has one assignee.",
	operatorNotFound: ({ email }) => `There is no operator ${quote(email)}.`,
	operatorBlocked: ({ email }) => `Operator ${quote(email)} is blocked.`,
	operatorNotAuthorized: ({ email, typeCode }) =>
		`No group of operator ${quote(email)} handles cases of type ${quote(typeCode)}.`,
	groupNotFound: ({ groupName, typeCode, able }) =>
		`No group ${quote(groupName)} handles cases of type ${quote(typeCode)}; use ${quoteList(able)}.${unicodeHint(groupName, able)}`,
} as const satisfies Messages<CaseParameters>;
