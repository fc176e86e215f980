/** The media type of a file that is the body itself; undefined where the header says nothing of the file: curl sends the type of a form by default. */
export function readUploadType(header: string | undefined): string | undefined {
	const type = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
	const isOfForm =
		type === "application/x-www-form-urlencoded" ||
		type.startsWith("multipart/");
	return type === "" || isOfForm ? undefined : header;
}
