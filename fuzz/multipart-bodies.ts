import fc from "fast-check";
import { choose } from "./choose.ts";

export type MultipartBody = { readonly type: string; readonly body: Buffer };

const fileName = fc.constantFrom(
	...["a.txt", "../../etc/passwd", "..\\..\\x", "CON", ".htaccess", "", "a\0b"],
	...["%2e%2e%2f", "C:\\x", "é.png", "x".repeat(300), 'a";b="c', "a\r\nb: c"],
);
const partName = choose<string>(
	[6, fc.constant("file")],
	[1, fc.constantFrom("", "files", "__proto__", "operations")],
);
const partType = fc.constantFrom(
	...["text/plain", "image/png", "text/html; charset=utf-8", "", "a/b/c"],
);

/** Forms with one part or several, most of them as a browser would send them. */
export const multipartBodies: fc.Arbitrary<MultipartBody> = fc
	.record({
		parts: choose([6, fc.constant(1)], [1, fc.integer({ min: 0, max: 45 })]),
		partName,
		fileName,
		partType,
		content: fc.uint8Array({ maxLength: 200 }),
		boundary: choose<string>(
			[8, fc.constant("fuzz-boundary")],
			[1, fc.constantFrom("", "x".repeat(71), "a b", "-", '"q"')],
		),
		isEnded: choose<boolean>([9, fc.constant(true)], [1, fc.constant(false)]),
	})
	.map(
		({ parts, partName, fileName, partType, content, boundary, isEnded }) => {
			const head = [
				`--${boundary}`,
				`Content-Disposition: form-data; name="${partName}"; filename="${fileName}"`,
				`Content-Type: ${partType}`,
			].join("\r\n");
			const part = Buffer.concat([
				Buffer.from(`${head}\r\n\r\n`),
				Buffer.from(content),
				Buffer.from("\r\n"),
			]);
			const end = Buffer.from(isEnded ? `--${boundary}--\r\n` : "");
			return {
				type: `multipart/form-data; boundary=${boundary}`,
				body: Buffer.concat([...Array<Buffer>(parts).fill(part), end]),
			};
		},
	);
