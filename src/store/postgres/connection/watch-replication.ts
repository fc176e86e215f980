import type { ClientBase } from "pg";

/** The code of PostgreSQL's warnings. */
const warning = "01000";

/**
 * Runs what commits, and tells whether the commit is where it must be: PostgreSQL acknowledges one whose wait for a
 * standby was cancelled, and only warns.
 */
export async function watchReplication<Result>(
	client: ClientBase,
	commit: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly isReplicated: boolean }> {
	let isReplicated = true;
	const watch = ({ code }: { readonly code: string | undefined }) => {
		if (code === warning) isReplicated = false;
	};
	client.on("notice", watch);
	try {
		const result = await commit();
		return { result, isReplicated };
	} finally {
		client.off("notice", watch);
	}
}
