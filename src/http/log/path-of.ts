/** The path of an address, for people: never the query string nor what stands before the path of a whole address, which may hold secrets. */
export function pathOf(url: string): string {
	const [address = ""] = url.split("?", 1);
	return address.replace(/^[^/]*:\/\/[^/]*/, "");
}
