import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "@babel/core";

/** What a bundler does for Relay: `graphql` texts of the recipe become imports of what the compiler wrote. */
registerHooks({
	resolve: (specifier, context, nextResolve) =>
		nextResolve(
			specifier.endsWith(".graphql") ? `${specifier}.ts` : specifier,
			context,
		),
	load(url, context, nextLoad) {
		if (!url.endsWith("/relay/operations.ts")) return nextLoad(url, context);
		const filename = fileURLToPath(url);
		const compiled = transformSync(readFileSync(filename, "utf8"), {
			filename,
			cwd: import.meta.dirname,
			configFile: false,
			parserOpts: { plugins: ["typescript"] },
			plugins: [["relay", { eagerEsModules: true }]],
		});
		return {
			format: "module-typescript",
			source: compiled?.code ?? "",
			shortCircuit: true,
		};
	},
});
