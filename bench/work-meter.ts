/*
 * Loaded ahead of a server, in its process: answers how many promises were made since it was last asked, and how many
 * bytes of objects. Bytes are an estimate: V8 looks at one object in some kibibytes, those that died since included.
 */
import { type HeapProfiler, Session } from "node:inspector";
import { promiseHooks } from "node:v8";

export type Work = { readonly promises: number; readonly bytes: number };

const sampling = {
	samplingInterval: 16_384,
	includeObjectsCollectedByMajorGC: true,
	includeObjectsCollectedByMinorGC: true,
};

let promises = 0;
promiseHooks.onInit(() => {
	promises++;
});

const session = new Session();
session.connect();
session.post("HeapProfiler.startSampling", sampling);

function bytesBelow(node: HeapProfiler.SamplingHeapProfileNode): number {
	return node.children.reduce(
		(sum, child) => sum + bytesBelow(child),
		node.selfSize,
	);
}

process.on("message", () => {
	session.post("HeapProfiler.stopSampling", (error, found) => {
		if (error) throw error;
		const work: Work = { promises, bytes: bytesBelow(found.profile.head) };
		process.send?.(work);
		session.post("HeapProfiler.startSampling", sampling);
		promises = 0;
	});
});
process.channel?.unref();
