import {
	revokeSessions,
	type SessionOwner,
} from "../domain/people/revoke-sessions.ts";
import { defineCommand, UsageError } from "./command.ts";
import { countSessions } from "./count-sessions.ts";

const revoke = defineCommand({
	usage: "--party PRINCIPAL | --operator EMAIL | --touchpoint CODE | --all",
	summary: "Ends the sessions of one person, of one touchpoint, or all.",
	options: {
		party: { type: "string" },
		operator: { type: "string" },
		touchpoint: { type: "string" },
		all: { type: "boolean" },
	},
	operands: [0, 0],
	async run({ values }, { io, withStore }) {
		const { party, operator, touchpoint, all } = values;
		const owners: SessionOwner[] = [];
		if (party !== undefined) owners.push({ kind: "party", principal: party });
		if (operator !== undefined)
			owners.push({ kind: "operator", email: operator });
		if (touchpoint !== undefined)
			owners.push({ kind: "touchpoint", touchpointCode: touchpoint });
		if (all) owners.push({ kind: "all" });
		const [owner, ...others] = owners;
		if (owner === undefined || others.length > 0)
			throw new UsageError(
				"Name exactly one of --party, --operator, --touchpoint and --all.",
			);
		const ended = await withStore((store) => revokeSessions(store, owner));
		io.stdout.write(`Done: ${countSessions(ended)}.\n`);
	},
});

export const sessionCommands = { revoke };
