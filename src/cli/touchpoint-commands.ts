import { addTouchpointToken } from "../domain/people/add-touchpoint-token.ts";
import { quote } from "../domain/problems/quote.ts";
import { defineCommand } from "./command.ts";

const token = defineCommand({
	usage: "CODE [--replace]",
	summary:
		"Prints a new API token of the touchpoint, this once; --replace revokes every earlier one.",
	options: { replace: { type: "boolean" } },
	operands: [1, 1],
	async run(
		{ values, operands: [touchpointCode = ""] },
		{ io, now, withStore },
	) {
		const replacesOthers = values.replace ?? false;
		const input = { touchpointCode, replacesOthers };
		const created = await withStore((store) =>
			addTouchpointToken(store, now, input),
		);
		io.stdout.write(`${created}\n`);
		const others = replacesOthers
			? "every earlier token is revoked"
			: "earlier tokens stay valid";
		io.stderr.write(
			`This is the new token of touchpoint ${quote(touchpointCode)}; it cannot be shown again, and ${others}.\n`,
		);
	},
});

export const touchpointCommands = { token };
