import assert from "node:assert/strict";

type Refused = {
	readonly status: number;
	readonly text: string;
};

/** Compares the whole answer byte for byte, so also the order of the keys and that there is nothing else. */
export function assertRefused(
	answer: Refused,
	status: number,
	errors: Readonly<Record<string, string>>,
): void {
	assert.equal(answer.text, JSON.stringify({ errors }));
	assert.equal(answer.status, status);
}

/** The general form, whose description is free text. */
export function assertGeneralRefusal(
	answer: Refused,
	status: number,
	message: string,
): void {
	const { errors } = JSON.parse(answer.text);
	assertRefused(answer, status, {
		"error.code": String(status),
		"error.message": message,
		"error.description": errors["error.description"],
	});
	assert.match(errors["error.description"], /^\S.*\.$/s);
}
