import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";

const root = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

type Versions = Readonly<Record<string, string>>;
type LockedPackage = {
	readonly version?: string;
	readonly dev?: boolean;
	readonly hasInstallScript?: boolean;
	readonly integrity?: string;
};

const manifest = JSON.parse(read("package.json"));
const locked: Readonly<Record<string, LockedPackage>> = JSON.parse(
	read("package-lock.json"),
).packages;
const installed = Object.entries(locked).filter(([path]) => path !== "");
const nameOf = (path: string) => path.split("node_modules/").at(-1) as string;
const document = read("docs/dependencies.md");

/** Rows of the tables of the document: a package and its reason. */
const reasons = new Map(
	[...document.matchAll(/^\| `([^`]+)` *\| (.*?) *\|$/gm)].map(
		([, name = "", reason = ""]) => [name, reason],
	),
);

describe("the dependencies", () => {
	const kept: Versions = {
		...manifest.dependencies,
		...manifest.optionalDependencies,
	};

	test("that run in production have a reason each, in one sentence, and nothing else has", () => {
		assert.deepEqual([...reasons.keys()].sort(), Object.keys(kept).sort());
		for (const [name, reason] of reasons)
			assert.match(reason, /^[A-Z].{10,}\.$/, name);
	});

	test("are counted as the document says", () => {
		const direct = Object.keys(manifest.dependencies).length;
		const all = installed.filter(([, { dev }]) => !dev).length;
		assert.ok(
			document.includes(
				`${direct} runtime dependencies, ${all} packages with all that they need`,
			),
			`${direct} and ${all} are not what the document says`,
		);
	});

	test("that run in production are named by its code", () => {
		const source = globSync("{src,bin}/**/*.{ts,js}", { cwd: root })
			.map(read)
			.join("\n");
		const isNamed = (name: string) =>
			source.includes(`"${name}"`) || source.includes(`"${name}/`);
		const names = Object.keys(manifest.dependencies);
		assert.deepEqual(
			names.filter((name) => !isNamed(name)),
			[],
		);
	});

	test("have exact versions, the same as in the lockfile", () => {
		const { dependencies, optionalDependencies, devDependencies } = manifest;
		for (const versions of [
			dependencies,
			optionalDependencies,
			devDependencies,
		])
			for (const [name, version] of Object.entries<string>(versions)) {
				assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
				assert.equal(locked[`node_modules/${name}`]?.version, version, name);
			}
	});

	test("are locked by their content, from wherever they come", () => {
		assert.equal(read("package-lock.json").includes('"resolved"'), false);
		for (const [path, { integrity }] of installed)
			assert.match(integrity ?? "", /^sha512-/, path);
	});

	for (const folder of ["bench", "clients"])
		test(`of ${folder} have exact versions, and no address in the lockfile`, () => {
			const { dependencies } = JSON.parse(read(`${folder}/package.json`));
			for (const [name, version] of Object.entries<string>(dependencies))
				assert.match(version, /^\d+\.\d+\.\d+$/, name);
			assert.equal(
				read(`${folder}/package-lock.json`).includes('"resolved"'),
				false,
			);
			assert.match(read(`${folder}/.npmrc`), /^ignore-scripts=true$/m);
		});

	test("run nothing when they are installed, and those that would are denied by name", () => {
		assert.match(read(".npmrc"), /^ignore-scripts=true$/m);
		const wanting = new Set(
			installed
				.filter(([, { hasInstallScript }]) => hasInstallScript)
				.map(([path]) => nameOf(path)),
		);
		const { allowScripts } = manifest;
		assert.ok(wanting.size > 0);
		for (const name of wanting) assert.equal(allowScripts[name], false, name);
		assert.deepEqual(
			Object.values(allowScripts).filter((value) => value !== false),
			[],
		);
	});
});
