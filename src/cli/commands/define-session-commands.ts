import type { Command } from "@commander-js/extra-typings";
import {
	revokeSessions,
	type SessionOwner,
} from "../../domain/people/revoke-sessions.ts";
import type { CommandTools } from "../terminal/command-tools.ts";
import { countSessions } from "../terminal/count-sessions.ts";

export function defineSessionCommands(
	program: Command,
	{ io, withStore }: CommandTools,
): void {
	const session = program.command("session").description("Ends sessions.");

	session
		.command("revoke")
		.description(
			"Ends the sessions of one person, of one touchpoint, or all. Name exactly one of them.",
		)
		.option("--party <principal>", "the party with this principal")
		.option("--operator <email>", "the operator with this e-mail address")
		.option("--touchpoint <code>", "everyone who signed in at this touchpoint")
		.option("--all", "everyone")
		.action(async ({ party, operator, touchpoint, all }, command) => {
			const owners: SessionOwner[] = [];
			if (party !== undefined) owners.push({ kind: "party", principal: party });
			if (operator !== undefined)
				owners.push({ kind: "operator", email: operator });
			if (touchpoint !== undefined)
				owners.push({ kind: "touchpoint", touchpointCode: touchpoint });
			if (all) owners.push({ kind: "all" });
			const [owner, ...others] = owners;
			if (owner === undefined || others.length > 0)
				return command.error(
					"error: name exactly one of --party, --operator, --touchpoint and --all",
				);
			const ended = await withStore((store) => revokeSessions(store, owner));
			io.stdout.write(`Done: ${countSessions(ended)}.\n`);
		});
}
