/* What GraphiQL has no setting for. */

/** Lets a variable whose type is a custom scalar, such as JSONObject, be an object; the editor would underline it. */
export function allowObjectScalars(graphqlWorker: string): string {
	const scalar = 'definition.type = ["string", "number", "boolean", "integer"';
	return replaceOnce(graphqlWorker, scalar, `${scalar}, "object", "array"`);
}

/** Lets a new tab begin with the headers of the one before it; GraphiQL itself gives it no headers, and so no credentials. */
export function keepHeaders(js: string): string {
	const addTab =
		/(?<=addTab\(\).{1,200}\{tabs:\[\.\.\.(\w+)\.tabs,\w+\(\{headers:)\w+(?=\}\)\])/;
	return replaceOnce(js, addTab, "$1.tabs[$1.activeTabIndex]?.headers");
}

/** Wraps long lines in every editor, as in that of the answer. */
export function wrapLines(js: string): string {
	const options = "automaticLayout:!0,fontSize:15,";
	return replaceOnce(js, options, `${options}wordWrap:"on",`);
}

function replaceOnce(
	source: string,
	before: string | RegExp,
	after: string,
): string {
	const result = source.replace(before, after);
	if (result === source)
		throw new Error(`This version of GraphiQL does not have ${before}.`);
	return result;
}
