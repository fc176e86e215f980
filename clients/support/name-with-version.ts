import { readFileSync } from "node:fs";

const manifest = JSON.parse(
	readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

/** A client as a check names it: `urql 6.0.3`. */
export function nameWithVersion(name: string, packageName: string): string {
	return `${name} ${manifest.dependencies[packageName]}`;
}
