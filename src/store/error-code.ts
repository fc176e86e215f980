/** The code of an error, such as Node's ENOENT; null where it has none. */
export function errorCode(error: unknown): string | null {
	return error instanceof Error &&
		"code" in error &&
		typeof error.code === "string"
		? error.code
		: null;
}
