const undos = new Set<() => void>();

process.on("exit", () => {
	for (const undo of [...undos].reverse()) {
		try {
			undo();
		} catch (error) {
			process.stderr.write(`${error}\n`);
		}
	}
});

/** Says what to undo, newest first, should this process end before it happened; call the answer once it has. */
export function atExit(undo: () => void): () => void {
	undos.add(undo);
	return () => undos.delete(undo);
}
