import type { Context } from "../../context.ts";
import type { Case } from "../case.ts";

type Caller = Pick<Context, "app">;

/** The case that an idempotency key names, as it stands now: for its creator, of whatever type it is. */
export async function findExistingCase(
	{ app }: Caller,
	id: number,
): Promise<Case> {
	return found(id, await app.store.cases.findById(id, null));
}

/** The same for many at once; answers each by its id. */
export async function findExistingCases(
	{ app }: Caller,
	ids: readonly number[],
): Promise<(id: number) => Case> {
	const cases =
		ids.length === 0 ? [] : await app.store.cases.findByIds(ids, null);
	const byId = new Map(cases.map((existing) => [existing.id, existing]));
	return (id) => found(id, byId.get(id));
}

function found(id: number, existing: Case | null | undefined): Case {
	if (!existing)
		throw new Error(`Case ${id} of an idempotency key is missing.`);
	return existing;
}
