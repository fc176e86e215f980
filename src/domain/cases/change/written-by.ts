import { type Actor, callerOwner } from "../../actor.ts";
import type { Touchpoint } from "../../catalogue/catalogue.ts";
import type { Context } from "../../context.ts";
import type { ChangeCaseJob } from "../../ports/change-job.ts";

type Writer = Context & {
	readonly actor: Actor;
	readonly touchpoint: Touchpoint;
};

/** What every job about a case says of its command: who, when, through what, and what it was decided on. */
export function writtenBy({
	app,
	actor,
	protocol,
	touchpoint,
	versions,
}: Writer): Pick<
	ChangeCaseJob,
	"versions" | "at" | "protocol" | "touchpointCode" | "actorKind" | "operatorId"
> {
	return {
		versions,
		at: app.now(),
		protocol,
		touchpointCode: touchpoint.code,
		actorKind: actor.kind,
		operatorId: callerOwner(actor).operatorId,
	};
}
