/**
 * Makes one slash of the many that callers write in front of a route: they join a base that ends in a slash with a path
 * that begins with one. Behind that an empty segment stays: it stands for an id that a caller lacks.
 */
export function createSingleSlashes(
	basePath: string,
): (target: string) => string {
	const segments = basePath.slice(1).replaceAll(".", "\\.").split("/");
	const base = new RegExp(`^/+${segments.join("/+")}/+`);
	return (target) => {
		return base.test(target)
			? target.replace(base, () => `${basePath}/`)
			: target.replace(/^\/+/, "/");
	};
}
