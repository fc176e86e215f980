import { caseEvents } from "../schema.ts";

/** What is answered of an event. */
export const eventColumns = {
	id: caseEvents.id,
	partyId: caseEvents.partyId,
	caseId: caseEvents.caseId,
	kind: caseEvents.kind,
	at: caseEvents.at,
	protocol: caseEvents.protocol,
	touchpointCode: caseEvents.touchpointCode,
	actorKind: caseEvents.actorKind,
	operatorId: caseEvents.operatorId,
	before: caseEvents.before,
	after: caseEvents.after,
};
