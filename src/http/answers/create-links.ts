import type { LinkTargets } from "../../domain/sessions/session-context.ts";

/** The addresses that answers carry, all under the configured public one: a Host header never shows up in them. */
export function createLinks(
	publicUrl: string,
	v4BasePath: string,
): LinkTargets {
	const base = publicUrl + v4BasePath;
	return {
		profile: `${base}/me`,
		register: `${base}/register`,
		login: `${base}/signin`,
		attachment: (id) => `${base}/cases/files/${id}`,
	};
}
