/** What browsers of these origins may send, and read of an answer. */
export function corsOptions(origins: readonly string[]) {
	return {
		origin: [...origins],
		credentials: true,
		allowedHeaders: [
			"Authorization",
			"Content-Type",
			"Idempotency-Key",
			"Thalamus-Touchpoint",
			"Thalamus-Token",
			"Thalamus-Activity",
			"Thalamus-Tags",
			"Thalamus-Source",
		],
		exposedHeaders: [
			"Thalamus-Token",
			"Idempotent-Replayed",
			"Retry-After",
			"RateLimit",
			"RateLimit-Policy",
		],
	};
}
