/** Sets variables of this process, of which an empty one is removed; answers a function that puts all back. */
export function replaceEnvironment(env: NodeJS.ProcessEnv): () => void {
	const before = Object.keys(env).map(
		(name) => [name, process.env[name]] as const,
	);
	const set = (name: string, value: string | undefined) => {
		if (value) process.env[name] = value;
		else delete process.env[name];
	};
	for (const [name, value] of Object.entries(env)) set(name, value);
	return () => {
		for (const [name, value] of before) set(name, value);
	};
}
