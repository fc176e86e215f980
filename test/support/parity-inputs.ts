import fc from "fast-check";
import type { CatalogueFile } from "../../src/domain/catalogue/file/catalogue-file-schema.ts";
import type { Members, Wire } from "./parity-wire.ts";

/** Who sends a create; the test knows the headers of each. */
export const callers = {
	party1Web: "web",
	party2Web: "web",
	party1Kiosk: "kiosk",
	party2Kiosk: "kiosk",
	party1CallCenter: "callcenter",
	party2CallCenter: "callcenter",
	sessionWeb: "web",
	cookieWeb: "web",
	operatorAsParty: "callcenter",
	nobodyWeb: "web",
	nobodyKiosk: "kiosk",
	nobodyAnywhere: "web",
	wrongToken: "web",
	tokenOfAnotherTouchpoint: "kiosk",
	operatorAlone: "callcenter",
	operatorAtWeb: "web",
	twoPeople: "web",
} as const;
export type Caller = keyof typeof callers;

/** Callers who may create. */
export const creators = [
	"party1Web",
	"party2Web",
	"party1Kiosk",
	"party2Kiosk",
	"party1CallCenter",
	"party2CallCenter",
	"sessionWeb",
	"cookieWeb",
	"operatorAsParty",
] as const satisfies Caller[];

/** How the idempotency key of the two requests relates. */
export type KeyPlan =
	| { readonly kind: "none" }
	/** A key of its own for each protocol. */
	| { readonly kind: "separate" }
	/** One key for both: the protocol that comes second replays. */
	| { readonly kind: "shared"; readonly first: "rest" | "graphql" }
	| { readonly kind: "bad"; readonly text: string }
	/** A key that another command of this caller has. */
	| { readonly kind: "taken" };

export type ParityInput = {
	readonly caller: Caller;
	/** The v4 body. */
	readonly body: { readonly members: Members };
	/** How GraphQL gets the input. */
	readonly form: "variables" | "literal";
	readonly key: KeyPlan;
	/** Where GraphQL gets the key. */
	readonly keyPlace: "header" | "input";
};

type FileType = CatalogueFile["types"][number];
type Field = NonNullable<FileType["fields"]>[number];
type State = CatalogueFile["resolutions"][number];
type Values = fc.Arbitrary<Wire>;
/** `undefined` for a member that is left out. */
type Optional = fc.Arbitrary<Wire | undefined>;

/** Longest comment and Text field, most comments and attachments, and bytes of these, that the tested server allows. */
export const limits = { text: 100, comments: 3, attachments: 2, bytes: 64 };

const pick = <T extends Wire | undefined>(...values: T[]) =>
	fc.constantFrom(...values) as fc.Arbitrary<T>;
const digits = (...texts: string[]): Values =>
	fc.constantFrom(...texts).map((text) => ({ digits: text }));
const weighted = <T>(
	...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]
) =>
	fc.oneof(
		...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })),
	) as fc.Arbitrary<T>;

const plainText = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const oddText = fc.constantFrom(
	" padded ",
	"line\r\nend\ttab",
	"\u202egpj.exe",
	"e\u0301 é",
	"\ufffe\ufdd0",
	'"quoted" \\ back',
	"# comment {{7*7}} $x",
	"'; DROP TABLE cases; --",
	"=cmd|' /C calc'!A0",
	"12.50",
	"😀".repeat(limits.text),
);
const goodText = weighted([3, plainText], [1, oddText]);
const badText = weighted(
	[
		5,
		fc.constantFrom(
			...["", " \t\n\u00a0", "😀".repeat(limits.text + 1)],
			"x".repeat(limits.text * 3),
		),
	],
	[1, fc.constantFrom("a\0b", "half \ud83d", "\udc00 half")],
);
const noText: Values = weighted(
	[2, digits("0", "1", "12.50", "1E2")],
	[1, pick(true, false)],
	[1, pick<Wire>([], ["a"], { members: [] }, { members: [["a", "b"]] })],
);

/** A name or code that is most likely wrong. */
const wrongName: Optional = weighted<Wire | undefined>(
	[4, pick("Nada", "created", "Created ", "reclamo", "toString")],
	[4, pick("", " \t\u00a0")],
	[1, pick(null)],
	[1, pick(undefined)],
	[1, noText],
	[1, goodText],
	[1, badText],
);

const wholeDigits = fc
	.bigInt({ min: 0n, max: 999_999_999_999_999n })
	.map(String);
const fraction = fc.stringMatching(/^(\.[0-9]{1,24})?$/);
const sign = fc.constantFrom("", "-");
const exponent = fc
	.constantFrom("e", "E")
	.chain((letter) =>
		fc
			.tuple(fc.constantFrom("", "+", "-"), fc.integer({ min: 0, max: 12 }))
			.map(([plus, shift]) => `${letter}${plus}${shift}`),
	);
const decimalText = fc
	.tuple(sign, wholeDigits, fraction)
	.map((parts) => parts.join(""));
const jsonDigits: Values = fc
	.tuple(decimalText, fc.option(exponent, { nil: "" }))
	.map(([text, power]) => ({ digits: text + power }));
const nines = "9".repeat(30);

const goodValues = {
	Decimal: weighted<Wire>(
		[4, jsonDigits],
		[
			2,
			digits("12.50", "-0", "0.10", "1.0E-4", "1E2", "0.1000000000000000055"),
		],
		[2, decimalText],
		[1, pick("12.50", "-0.00", `${nines}.${nines}`)],
	),
	Number: weighted<Wire>(
		[3, fc.maxSafeInteger().map((value) => ({ digits: String(value) }))],
		[2, digits("0", "-0", "1.0", "1E2", "120e-1", "9007199254740991")],
	),
	Boolean: pick<Wire>(true, false),
	Date: weighted<Wire>(
		[
			2,
			fc
				.date({
					min: new Date("0001-01-01"),
					max: new Date("9999-12-31"),
					noInvalidDate: true,
				})
				.map((date) => date.toISOString().slice(0, 10)),
		],
		[2, fc.integer({ min: -1e10, max: 253_402_300_799 }).map(String)],
		[1, pick("2024-02-29", "0", "-1", "99999999999", "100000000000")],
		[1, pick("20260501", "20240229")],
	),
	Text: goodText,
} as const;

const badValues = {
	Decimal: weighted<Wire>(
		[6, pick("1,5", "1e5", " 1", "+1", "01", ".5", "1.", "", `${nines}9`)],
		[2, digits("1e-31", "0e999")],
		[1, digits("1e400", "1e-400", "9007199254740993")],
		[2, noText],
	),
	Number: weighted<Wire>(
		[4, digits("1.5", "1e-1")],
		[1, digits("1e16", "9007199254740993", "-1e400")],
		[4, pick<Wire>("5", "", "-12", "3.5", "05", true)],
		[2, noText],
	),
	Boolean: weighted<Wire>(
		[3, pick("true", "false", "", "on", "1")],
		[1, digits("0", "1", "2", "-0")],
		[1, noText],
	),
	Date: weighted<Wire>(
		[3, pick("2026-02-30", "0000-00-00", "2026-1-1", "", "today", "1.5")],
		[1, pick("+275760-09-14", "1".repeat(400), "253402300800000")],
		[2, digits("1777636800", "1777636800123", "0", "1.50", "20260501")],
		[
			2,
			pick(
				"2026-05-01T12:00:00Z",
				"2026-05-01T14:00:00.5+02:00",
				"2026-05-01T12:00:00",
			),
		],
		[1, noText],
	),
	Text: weighted<Wire>([1, badText], [1, noText]),
	List: weighted<Wire>([2, pick("Nada", "", "internet")], [1, noText]),
} as const;

/** What a touchpoint with lenient values takes for a field, with a warning. */
const looseValues: Partial<Record<Field["type"], Values>> = {
	Number: pick("5", "-12"),
	Boolean: weighted<Wire>([1, pick("true", "false")], [1, digits("0", "1")]),
	Date: weighted<Wire>(
		[1, pick("2026-05-01T12:00:00Z", "2026-05-01T14:00:00.5+02:00")],
		[1, digits("1777636800", "1777636800123", "0", "20260501")],
	),
};

/** A value for a field: nearly always a good one, or one that may be anything. */
function valueFor(
	field: Field,
	isCareful: boolean,
	isLenient: boolean,
): Optional {
	const { type, required = false, options = [] } = field;
	const strict: Values =
		type === "List" ? fc.constantFrom(...options) : goodValues[type];
	const loose = isLenient && looseValues[type];
	const good = loose ? weighted([4, strict], [1, loose]) : strict;
	const left = weighted<Wire | undefined>(
		[2, pick(undefined)],
		[1, pick(null)],
	);
	if (isCareful) return required ? good : weighted([3, good], [1, left]);
	return weighted<Wire | undefined>([3, good], [2, badValues[type]], [1, left]);
}

function objectOf(
	entries: readonly (readonly [key: string, value: Optional])[],
	extra: fc.Arbitrary<Members> = fc.constant([]),
): fc.Arbitrary<{ readonly members: Members }> {
	const given = fc.tuple(...entries.map(([, value]) => value)).map((values) =>
		values.flatMap((value, index): Members => {
			const key = entries[index]?.[0] as string;
			return value === undefined ? [] : [[key, value]];
		}),
	);
	return fc
		.tuple(given, extra)
		.map(([members, more]) => [...members, ...more])
		.chain((members) =>
			fc
				.shuffledSubarray(members, { minLength: members.length })
				.map((shuffled) => ({ members: shuffled })),
		);
}

/** Nothing most of the time, else these members. */
function seldom(
	weight: number,
	members: fc.Arbitrary<Members>,
): fc.Arbitrary<Members> {
	return weighted<Members>([weight, fc.constant([])], [1, members]);
}

function oneMember(...keys: string[]): fc.Arbitrary<Members> {
	return fc
		.tuple(fc.constantFrom(...keys), weighted([1, noText], [1, goodText]))
		.map(([key, value]): Members => [[key, value]]);
}

function caseDataFor(
	type: FileType,
	isCareful: boolean,
	isLenient: boolean,
): Optional {
	const fields = (type.fields ?? []).filter((field) => field.visible !== false);
	const entries = fields.map(
		(field) => [field.code, valueFor(field, isCareful, isLenient)] as const,
	);
	const unknown = oneMember(
		...["nada", "Monto", "toString", "hasOwnProperty", "notaInterna"],
		...["a-b", "__proto__", "k".repeat(65)],
	);
	const repeated = fc.constant<Members>(
		[0, 1].map(() => ["monto", { digits: "1" }]),
	);
	const links = oneMember("links");
	const nothing = pick<Wire | undefined>(undefined, null, []);
	if (isCareful) {
		const good = objectOf(entries, seldom(4, links));
		const isRequired = fields.some(({ required }) => required);
		return isRequired
			? good
			: weighted<Wire | undefined>([4, good], [1, nothing]);
	}
	return weighted<Wire | undefined>(
		[
			8,
			objectOf(
				entries,
				weighted([9, fc.constant([])], [2, unknown], [1, repeated]),
			),
		],
		[1, nothing],
		[1, weighted([1, noText], [1, pick<Wire>([null], [[]], "x")])],
	);
}

function elementsOf(
	element: (isCareful: boolean) => Values,
	most: number,
	isCareful: boolean,
): Optional {
	const careful = fc.array(element(true), { maxLength: most });
	const left = pick<Wire | undefined>(undefined, null);
	if (isCareful) return weighted<Wire | undefined>([1, left], [1, careful]);
	const careless = fc.array(
		weighted([3, element(false)], [1, pick<Wire>(null, "x", [])]),
		{ minLength: 1, maxLength: most },
	);
	const tooMany = fc.array(element(true), {
		minLength: most + 1,
		maxLength: most + 2,
	});
	return weighted<Wire | undefined>(
		[4, left],
		[4, careful],
		[2, careless],
		[1, tooMany],
		[1, pick<Wire>(null, "x", true, { digits: "1" }, { digits: "1.50" })],
	);
}

const comment = (isCareful: boolean) =>
	isCareful
		? objectOf([["description", goodText]])
		: objectOf(
				[
					[
						"description",
						weighted<Wire | undefined>(
							[3, badText],
							[1, noText],
							[1, pick(undefined, null)],
						),
					],
				],
				seldom(4, oneMember("internal", "id")),
			);

const goodBytes = fc
	.uint8Array({ maxLength: limits.bytes / limits.attachments })
	.map((bytes) => Buffer.from(bytes).toString("base64"));
const badContent = weighted<Wire | undefined>(
	[3, pick("QQ", "QR==", " QQ==", "-_-_", "%", "QQ==\n")],
	[1, pick(Buffer.alloc(limits.bytes + 1).toString("base64"))],
	[1, pick(undefined, null)],
	[1, noText],
);
const goodType = pick<Wire | undefined>(
	undefined,
	null,
	"image/png",
	"text/plain; charset=utf-8",
);
const badType = weighted<Wire | undefined>(
	[3, pick("", "text", "a/b/c", "text/plain\r\nx: y", `a/${"b".repeat(254)}`)],
	[1, noText],
);
const attachment = (isCareful: boolean) =>
	isCareful
		? objectOf([
				["fileName", goodText],
				["contentType", goodType],
				["content", goodBytes],
			])
		: objectOf(
				[
					[
						"fileName",
						weighted<Wire | undefined>(
							[2, goodText],
							[2, badText],
							[1, pick("é".repeat(255), "é".repeat(256))],
							[1, pick(undefined, null)],
						),
					],
					["contentType", weighted([1, goodType], [1, badType])],
					[
						"content",
						weighted<Wire | undefined>([2, goodBytes], [2, badContent]),
					],
				],
				seldom(4, oneMember("id", "url")),
			);

type Entries = readonly (readonly [key: string, value: Wire | undefined])[];

const tooManyBytes: Wire = [limits.bytes, 1].map((bytes) => ({
	members: [
		["fileName", "a"],
		["content", Buffer.alloc(bytes).toString("base64")],
	],
}));

/** The attachments under either spelling, seldom under both. */
function spelt(isCareful: boolean): fc.Arbitrary<Entries> {
	const list = elementsOf(attachment, limits.attachments, isCareful);
	const once = fc
		.tuple(fc.constantFrom("attachements", "attachments"), list)
		.map((entry): Entries => [entry]);
	const twice = fc.tuple(list, list).map(
		([one, other]): Entries => [
			["attachements", one],
			["attachments", other],
		],
	);
	const tooLarge = fc
		.constantFrom("attachements", "attachments")
		.map((key): Entries => [[key, tooManyBytes]]);
	return isCareful ? once : weighted([12, once], [1, twice], [1, tooLarge]);
}

const keyPlan: fc.Arbitrary<KeyPlan> = weighted<KeyPlan>(
	[5, fc.constant({ kind: "none" })],
	[2, fc.constant({ kind: "separate" })],
	[
		3,
		fc
			.constantFrom("rest" as const, "graphql" as const)
			.map((first) => ({ kind: "shared", first })),
	],
	[
		1,
		fc
			.constantFrom("", "a b", "clé", "k".repeat(256), "a\tb")
			.map((text) => ({ kind: "bad", text })),
	],
	[1, fc.constant({ kind: "taken" })],
);

type CategoryType = { readonly category: string; readonly type: FileType };

function pairsOf({ types }: CatalogueFile): CategoryType[] {
	return types.flatMap((type) =>
		type.categories.map(({ code }) => ({ category: code, type })),
	);
}

/** The pairs that this caller may use, if it may create at all. */
export function grantedPairs(
	file: CatalogueFile,
	caller: Caller,
): CategoryType[] {
	const { categories, touchpoints } = file;
	const touchpoint = touchpoints.find(({ code }) => code === callers[caller]);
	const isUsable = (code: string): boolean => {
		const category = categories.find((entry) => entry.code === code);
		return (
			category?.active !== false &&
			(category?.parent === undefined || isUsable(category.parent))
		);
	};
	const isWithin = (code: string | undefined, branch: string): boolean =>
		code === branch ||
		(code !== undefined &&
			isWithin(
				categories.find((entry) => entry.code === code)?.parent,
				branch,
			));
	return pairsOf(file).filter(
		({ category, type }) =>
			type.active !== false &&
			isUsable(category) &&
			touchpoint?.grants.some((grant) =>
				grant.type === undefined
					? isWithin(category, grant.category)
					: grant.type === type.code && grant.category === category,
			),
	);
}

/** Everything that both protocols are asked, built from the catalogue that the server has. */
export function parityInputs(file: CatalogueFile): fc.Arbitrary<ParityInput> {
	const pairs = pairsOf(file);
	const names = (entries: readonly State[], isCareful: boolean): Optional => {
		const left = pick<Wire | undefined>(undefined, null);
		const fit = entries.filter(
			({ initial, active }) => initial && active !== false,
		);
		const known = fc.constantFrom(
			...(isCareful ? fit : entries).map(({ name }) => name),
		);
		return isCareful
			? weighted<Wire | undefined>([1, left], [1, known])
			: weighted<Wire | undefined>([3, left], [3, known], [1, wrongName]);
	};
	const codesOf = (caller: Caller, isCareful: boolean) => {
		const code = (value: string): Optional =>
			isCareful
				? fc.constant(value)
				: weighted<Wire | undefined>([12, fc.constant(value)], [1, wrongName]);
		const own = fc.constantFrom(...grantedPairs(file, caller));
		const mixed = fc
			.tuple(
				fc.constantFrom(...file.categories.map((entry) => entry.code)),
				fc.constantFrom(...file.types),
			)
			.map(([category, type]) => ({ category, type }));
		return (
			isCareful
				? own
				: weighted([6, own], [2, fc.constantFrom(...pairs)], [1, mixed])
		).map(({ category, type }) => ({
			type,
			entries: [
				["categoryCode", code(category)],
				["typeCode", code(type.code)],
			] as const,
		}));
	};
	const strangers = seldom(
		12,
		oneMember("color", "id", "createdAt", "toString", "a-b", "constructor"),
	);
	const bodyFor = (caller: Caller, isCareful: boolean) =>
		fc
			.tuple(codesOf(caller, isCareful), spelt(isCareful))
			.chain(([{ type, entries }, lists]) =>
				objectOf(
					[
						...entries,
						["status", names(file.statuses, isCareful)],
						["resolution", names(file.resolutions, isCareful)],
						["comments", elementsOf(comment, limits.comments, isCareful)],
						[
							"caseData",
							caseDataFor(type, isCareful, callers[caller] === "callcenter"),
						],
						...lists.map(([key, value]) => [key, fc.constant(value)] as const),
					],
					isCareful ? fc.constant([]) : strangers,
				),
			);
	const others = (Object.keys(callers) as Caller[]).filter(
		(caller) => !creators.some((creator) => creator === caller),
	);
	return weighted<Caller>(
		[9, fc.constantFrom(...creators)],
		[1, fc.constantFrom(...others)],
	).chain((caller) =>
		fc.record({
			caller: fc.constant(caller),
			body: fc.boolean().chain((isCareful) => bodyFor(caller, isCareful)),
			form: fc.constantFrom("variables" as const, "literal" as const),
			key: keyPlan,
			keyPlace: fc.constantFrom("header" as const, "input" as const),
		}),
	);
}
