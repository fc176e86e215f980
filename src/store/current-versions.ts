import type { Versions } from "../domain/ports/versions.ts";

/** The versions that jobs are compared with, and the clock that keys are dated by. */
export type CurrentVersions = Versions & { readonly keyClock: number };

/** Whether a job was decided on a catalogue or credentials that are no longer the current ones. */
export function isStale(
	{ versions }: { readonly versions: Versions },
	current: Versions,
): boolean {
	return (
		versions.catalogue !== current.catalogue ||
		versions.credentials !== current.credentials
	);
}
