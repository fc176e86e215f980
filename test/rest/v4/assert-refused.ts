import assert from "node:assert/strict";

type Refused = {
	readonly status: number;
	readonly text: string;
};

type Flat = Readonly<Record<string, string>>;

/**
 * Compares the whole answer byte for byte, so also the order of the keys and that there is nothing else; `messages` has
 * a sentence under each key, in the same order.
 */
export function assertRefused(
	answer: Refused,
	status: number,
	errors: Flat,
): void {
	const { messages = {} } = JSON.parse(answer.text);
	assert.equal(answer.text, JSON.stringify({ errors, messages }));
	assertMessages(messages, errors);
	assert.equal(answer.status, status);
}

/** Beside each code stands a sentence that is more than the code. */
export function assertMessages(messages: Flat, codes: Flat): void {
	assert.deepEqual(Object.keys(messages), Object.keys(codes));
	for (const [key, message] of Object.entries(messages)) {
		assert.match(message, /^\S.* .*\.$/s, key);
		if (key !== "error.description") assert.notEqual(message, codes[key]);
	}
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
