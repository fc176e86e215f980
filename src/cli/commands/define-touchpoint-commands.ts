import type { Command } from "@commander-js/extra-typings";
import { addTouchpointToken } from "../../domain/people/add-touchpoint-token.ts";
import { quote } from "../../domain/problems/quote.ts";
import type { CommandTools } from "../terminal/command-tools.ts";

export function defineTouchpointCommands(
	program: Command,
	{ io, now, withStore }: CommandTools,
): void {
	const touchpoint = program
		.command("touchpoint")
		.description("Makes API tokens for touchpoints.");

	touchpoint
		.command("token")
		.description(
			"Prints a new API token of the touchpoint. It is printed only once.",
		)
		.argument("<code>", "the touchpoint's code in the catalogue")
		.option("--replace", "revoke every earlier token of the touchpoint")
		.action(async (touchpointCode, { replace: replacesOthers = false }) => {
			const input = { touchpointCode, replacesOthers };
			const created = await withStore((store) =>
				addTouchpointToken(store, now, input),
			);
			io.stdout.write(`${created}\n`);
			const others = replacesOthers
				? "every earlier token is revoked"
				: "earlier tokens stay valid";
			io.stderr.write(
				`This is the new token of touchpoint ${quote(touchpointCode)}; it cannot be printed again, and ${others}.\n`,
			);
		});
}
