import Database from "better-sqlite3";

/** Lets statements of this process fail with SQLite's result code, in the place of their run, until it is undone. */
export function failStatements(
	code: string,
	isToFail: (source: string) => boolean,
): Disposable {
	const database = new Database(":memory:");
	const prototype = Object.getPrototypeOf(database.prepare("SELECT 1"));
	database.close();
	const { run } = prototype;
	prototype.run = function (...parameters: unknown[]) {
		if (isToFail(this.source))
			throw Object.assign(new Error(`${code} in ${this.source}`), { code });
		return run.apply(this, parameters);
	};
	return {
		[Symbol.dispose]() {
			prototype.run = run;
		},
	};
}
