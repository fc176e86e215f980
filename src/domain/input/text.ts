/** Whether both SQLite and PostgreSQL can keep this text and give it back: no U+0000, no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
	return text.isWellFormed() && !text.includes("\u0000");
}

/** Characters as people count them: code points, so that a limit never splits one. */
export function lengthOf(text: string): number {
	let length = text.length;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit >= 0xd800 && unit <= 0xdbff) length--;
	}
	return length;
}

/** Nothing but white space. */
export function isBlank(text: string): boolean {
	return text.trim() === "";
}
