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
