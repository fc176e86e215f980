import { headers, origin } from "./demo-party.ts";
import { fetchWithRetry } from "./fetch-with-retry.ts";

type Case = { readonly id: number; readonly status: string };

/** Calls v4; any answer with `errors` is a failure, whatever its status. */
async function call<Answer>(path: string, init: RequestInit = {}) {
	const response = await fetchWithRetry(`${origin}/api/v4${path}`, {
		...init,
		headers: { ...headers, ...(init.headers as Record<string, string>) },
	});
	const body = (await response.json()) as Answer & { errors?: object };
	if (body.errors) throw new Error(JSON.stringify(body.errors));
	return body;
}

/** Keeps a file for the next case, which names it by the id. */
export async function uploadFile(fileName: string, bytes: Blob) {
	const path = `/uploads?fileName=${encodeURIComponent(fileName)}`;
	const { upload } = await call<{ upload: { id: number } }>(path, {
		method: "PUT",
		body: bytes,
	});
	return { id: upload.id };
}

export async function createCase(
	input: object,
	idempotencyKey: string = crypto.randomUUID(),
): Promise<Case> {
	const created = await call<{ case: Case }>("/cases", {
		method: "POST",
		headers: {
			"Content-Type": "application/json",
			"Idempotency-Key": idempotencyKey,
		},
		body: JSON.stringify(input),
	});
	return created.case;
}

/** All cases of the party, a page at a time. */
export async function* listCases(limit = 100): AsyncGenerator<Case> {
	for (let after = 0; ; ) {
		const page = `/cases?limit=${limit}&after=${after}`;
		const { cases } = await call<{ cases: Case[] }>(page);
		yield* cases;
		if (cases.length < limit) return;
		after = cases.at(-1)?.id ?? after;
	}
}
