import type { IncomingMessage } from "node:http";

/**
 * Tells the target of a request for the router, with one slash in place of the many that callers write in front of a route: they join a base that ends in a slash with a path
 * that begins with one. Behind that an empty segment stays: it stands for an id that a caller lacks.
 */
export function createSingleSlashes(
	basePath: string,
): (request: Pick<IncomingMessage, "url">) => string {
	const segments = basePath.slice(1).replaceAll(".", "\\.").split("/");
	const base = new RegExp(`^/+${segments.join("/+")}/+`);
	return ({ url: target = "" }) => {
		if (!target.includes("//")) return target;
		return base.test(target)
			? target.replace(base, () => `${basePath}/`)
			: target.replace(/^\/+/, "/");
	};
}
