#!/usr/bin/env node
// Plain JavaScript without static imports: an old Node must be able to read it, and to say what it needs.
// 22.22.2 is the first of its line in which keys of JSON cannot be made to collide (CVE-2026-21717).
var needed = [22, 22, 2];
var found = process.versions.node.split(".").map(Number);

var difference =
	found[0] - needed[0] || found[1] - needed[1] || found[2] - needed[2];

if (difference < 0) {
	console.error(
		"casebridge needs Node " +
			needed.join(".") +
			" or newer and was started with " +
			process.version +
			'; start it with "npm start", which uses the Node that "npm ci" brings, or install a newer Node.',
	);
	process.exit(1);
} else {
	// Process 1 of a container outlives every signal that it does not listen to; until the server does, nothing is in flight.
	if (process.pid === 1) {
		process.once("SIGTERM", process.exit.bind(process, 143));
		process.once("SIGINT", process.exit.bind(process, 130));
		process.once("SIGHUP", process.exit.bind(process, 129));
	}
	Promise.all([import("node:module"), import("node:v8")]).then((modules) => {
		var [module, v8] = modules;
		// A request's objects die young. After a burst V8 may take some of them for old ones and make those among the old from
		// then on, where each keeps its whole request until the next full collection; it happened in one start of six.
		v8.setFlagsFromString("--no-allocation-site-pretenuring");
		// When nobody calls for a while V8 collects garbage. In its thriftiest way it takes compiled code along, and the next
		// thousands of requests pay for that again.
		v8.setFlagsFromString("--no-memory-reducer-favors-memory");
		// What Node makes of the sources is kept beside the packages, where it may write: later starts take less time and memory.
		var folder = new URL("../node_modules/.cache/node", import.meta.url);
		module.enableCompileCache(decodeURIComponent(folder.pathname));
		return import("../src/main.ts");
	});
}
