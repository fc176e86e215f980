import Database from "better-sqlite3";
import { migrate } from "../../../src/store/sqlite/migrations/migrate.ts";

/** Migrates a file, and dies by kill -9 behind the statement that holds a text: `killed-migration.ts FILE FOLDER TEXT`. */
const [file = "", folder = "", text = ""] = process.argv.slice(2);

const database = new Database(":memory:");
const statements = Object.getPrototypeOf(database.prepare("SELECT 1"));
database.close();
const { run } = statements;
const { exec } = Database.prototype;

function dieBehind(source: string) {
	if (source.includes(text)) process.kill(process.pid, "SIGKILL");
}

statements.run = function (...parameters: unknown[]) {
	const result = run.apply(this, parameters);
	dieBehind(this.source);
	return result;
};
Database.prototype.exec = function (source) {
	const result = exec.call(this, source);
	dieBehind(source);
	return result;
};

migrate(file, 1, folder);
