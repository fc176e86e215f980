const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Always a download, under a name without folders (RFC 6266, RFC 8187); programs that know no UTF-8 get one in ASCII. */
export function formatContentDisposition(fileName: string): string {
	const name = withoutFolders(fileName);
	const ascii = name.replace(/[^ -~]|["\\%]/gu, "_");
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function withoutFolders(fileName: string): string {
	const last = fileName.split(/[\\/]/).at(-1) ?? "";
	return /^\.{0,2}$/.test(last) ? "attachment" : last;
}

/** The file name in a `Content-Disposition` header; null when there is none, or none that is UTF-8. */
export function readContentDisposition(header: unknown): string | null {
	if (typeof header !== "string") return null;
	const extended = /;\s*filename\*\s*=\s*UTF-8'[\w-]*'([^\s;]*)/i.exec(header);
	const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(
		header,
	);
	try {
		if (extended) return decodeURIComponent(extended[1] as string);
		const name = plain?.[1]?.replace(/\\(.)/g, "$1") ?? plain?.[2];
		return name === undefined ? null : utf8.decode(Buffer.from(name, "latin1"));
	} catch {
		return null;
	}
}
