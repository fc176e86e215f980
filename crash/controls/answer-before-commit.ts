import type { Database, Statement } from "better-sqlite3";
import { statementPrototype } from "./statement-prototype.ts";

/*
 * On the connection that writes cases, COMMIT answers at once and happens a little later; transactions that begin
 * meanwhile join the open one. Whoever is acknowledged in between is promised what a killed process never wrote.
 */

const delay = 50;
const nothing = { changes: 0, lastInsertRowid: 0 };
const prototype = statementPrototype();
const { run } = prototype;
let writing: Database | null = null;
let commit: Statement<unknown[]> | null = null;

prototype.run = function (...parameters) {
	if (this.source.startsWith('insert into "cases"')) writing = this.database;
	if (this.database !== writing) return run.apply(this, parameters);
	if (this.source === "BEGIN IMMEDIATE" && commit) return nothing;
	if (this.source !== "COMMIT") return run.apply(this, parameters);
	if (!commit) {
		commit = this;
		setTimeout(() => {
			commit = null;
			run.call(this);
		}, delay);
	}
	return nothing;
};
