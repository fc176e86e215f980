import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
	chmodSync,
	chownSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { preparePrograms } from "./prepare-programs.ts";

/*
 * A process of its own that runs one PostgreSQL for whoever started it, and ends it, its folder removed, when its standard
 * input closes: so also when whoever started it was killed. Its arguments are settings, such as `jit=off`; `standby` for a
 * server that stays in recovery; and `encrypted` for one that speaks TLS. It writes the port to its standard output.
 */

/** PostgreSQL refuses to run as root, so there it is nobody. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const given = process.argv.slice(2);
const settings = given.filter((name) => name.includes("="));

/** Signs itself, for localhost. */
const certificate = join(import.meta.dirname, "../../fixtures/certificate");

const folder = mkdtempSync(join(tmpdir(), "casebridge-postgres-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o711);
const programs = preparePrograms(folder);
const data = join(folder, "data");
mkdirSync(data, { mode: 0o700 });
if (owner.uid) chownSync(data, owner.uid, owner.gid);
const options = {
	...owner,
	cwd: data,
	env: { PATH: process.env.PATH, LC_ALL: "C" },
};

const passwordFile = join(folder, "password");
writeFileSync(passwordFile, "test\n");
execFileSync(
	join(programs, "initdb"),
	[
		...["-D", data, "-U", "postgres", "--encoding=UTF8", "--locale=C"],
		...["--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--no-sync"],
	],
	{ ...options, stdio: ["ignore", "ignore", "inherit"] },
);
if (given.includes("standby")) writeFileSync(join(data, "standby.signal"), "");
if (given.includes("encrypted")) {
	for (const name of ["server.crt", "server.key"]) {
		const file = join(data, name);
		copyFileSync(join(certificate, name), file);
		chmodSync(file, 0o600);
		if (owner.uid) chownSync(file, owner.uid, owner.gid);
	}
	settings.push("ssl=on");
}

const port = await freePort();
const configured = [
	"listen_addresses=127.0.0.1",
	`port=${port}`,
	"unix_socket_directories=",
	"max_connections=300",
	"log_min_messages=fatal",
	...settings,
];
const server = spawn(
	join(programs, "postgres"),
	["-D", data, ...configured.flatMap((setting) => ["-c", setting])],
	{ ...options, stdio: ["ignore", "ignore", "pipe"] },
);
const exited = once(server, "exit");
/** At once, without a checkpoint: nobody reads these files again. */
const stop = () => server.kill("SIGQUIT");
process.stdin.on("close", stop).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.on(signal, stop);
console.log(port);
await exited;
process.exit();
