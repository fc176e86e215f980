/** Why an administrator's command was not carried out: a sentence for the terminal. Nothing was written. */
export class CommandError extends Error {
	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "CommandError";
	}
}
