import assert from "node:assert/strict";
import { test } from "node:test";
import { formatContentDisposition } from "../../../src/http/files/format-content-disposition.ts";
import { readDisposition } from "../../../src/http/files/read-disposition.ts";

test("a name with line breaks, as an earlier version stored it, adds no header", () => {
	assert.equal(
		formatContentDisposition("a\r\nSet-Cookie: x=y"),
		`attachment; filename="a__Set-Cookie: x=y"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3Dy`,
	);
});

for (const name of ["café.txt", 'say "hi".txt', "a;b=c.txt", "100%22.txt"])
	test(`a name given out for a download is read as it was: ${name}`, () => {
		const { fileName } = readDisposition(formatContentDisposition(name), {
			isPart: false,
		});
		assert.equal(fileName, name);
	});
