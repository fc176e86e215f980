import { statementPrototype } from "./statement-prototype.ts";

/* The rows of idempotency keys are held back and written a little after the transaction of their cases. */

const delay = 10;
const nothing = { changes: 1, lastInsertRowid: 0 };
const prototype = statementPrototype();
const { run } = prototype;

prototype.run = function (...parameters) {
	if (!this.source.startsWith('insert into "idempotency_keys"'))
		return run.apply(this, parameters);
	setTimeout(() => {
		try {
			run.apply(this, parameters);
		} catch {
			// The key got a case meanwhile: nobody is left to refuse.
		}
	}, delay);
	return nothing;
};
