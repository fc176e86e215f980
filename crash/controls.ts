import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { product, type Variant } from "./server-process.ts";

/** Something that is known to break a promise, and what the harness must find wrong with it. */
export type Control = StrikeControl | FlipControl;

/** A server that is not the product. */
export type StrikeControl = {
	readonly name: string;
	readonly kind: "kill" | "cut";
	readonly variant: Variant;
	/** What must be found. */
	readonly must: "lose some" | "lose all" | "duplicate";
	/** A program that it needs. */
	readonly needs?: string;
};

/** A disk that gives back other bytes than it was given. */
type FlipControl = {
	readonly name: string;
	readonly kind: "flip";
	readonly must: "be reported";
};

const eatMyData = "/usr/bin/eatmydata";

export const controls: readonly Control[] = [
	{
		name: "synchronous-normal",
		kind: "cut",
		variant: preloaded("synchronous-normal"),
		must: "lose some",
	},
	{
		name: "synchronous-off",
		kind: "cut",
		variant: preloaded("synchronous-off"),
		must: "lose all",
	},
	{
		name: "eatmydata",
		kind: "cut",
		variant: { ...product, wrapper: [eatMyData] },
		must: "lose all",
		needs: eatMyData,
	},
	{
		name: "files-not-synced",
		kind: "cut",
		variant: preloaded("files-not-synced"),
		must: "lose some",
	},
	{
		name: "answer-before-commit",
		kind: "kill",
		variant: preloaded("answer-before-commit"),
		must: "lose some",
	},
	{
		name: "key-in-second-transaction",
		kind: "kill",
		variant: preloaded("key-in-second-transaction"),
		must: "duplicate",
	},
	{ name: "flipped-byte", kind: "flip", must: "be reported" },
];

/** The product with a module before it that changes how its process behaves. */
function preloaded(name: string): Variant {
	const module = new URL(`controls/${name}.ts`, import.meta.url);
	return {
		...product,
		nodeArguments: ["--import", fileURLToPath(module)],
	};
}

/** What is missing for a control on this machine, or null. */
export function whyNotControl(control: Control): string | null {
	if (control.kind === "flip" || !control.needs) return null;
	const { needs } = control;
	return existsSync(needs) ? null : `${needs} is not installed`;
}
