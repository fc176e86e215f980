const token = "[!#$%&'*+.^_`|~\\w-]+";
const quoted = '"(?:[\\t !#-[\\]-~]|\\\\[\\t -~])*"';
const mediaType = new RegExp(
	`^${token}/${token}(?:[ \\t]*;(?:[ \\t]*${token}=(?:${token}|${quoted}))?)*[ \\t]*$`,
);

/** Whether this is a media type with its parameters, as RFC 9110 writes it (section 8.3.1), in ASCII. */
export function isMediaType(text: string): boolean {
	return mediaType.test(text);
}
