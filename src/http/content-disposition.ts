import { headerText } from "./header-text.ts";

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

/** The file name in a `Content-Disposition` header; null when there is none. */
export function readContentDisposition(
	header: string | undefined,
): string | null {
	const text = headerText(header) ?? "";
	const extended = /;\s*filename\*\s*=\s*UTF-8'[\w-]*'([^\s;]*)/i.exec(text);
	if (extended) return decoded(extended[1] as string);
	const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(
		text,
	);
	return plain?.[1]?.replace(/\\(.)/g, "$1") ?? plain?.[2] ?? null;
}

function decoded(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}
