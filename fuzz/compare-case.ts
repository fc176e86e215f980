import {
	isList,
	isObject,
	type Members,
	type Wire,
	writeJson,
} from "../test/support/parity-wire.ts";
import { memberAt } from "./created-cases.ts";

/** Type and code of each field that is a Number, with a space between. */
export type WholeNumbers = ReadonlySet<string>;

/**
 * Every member of a case in which what was read differs from what was sent, as `name: sent, read`. What was left out
 * is the server's to choose.
 */
export function differences(
	sent: Wire,
	read: Wire,
	wholeNumbers: WholeNumbers,
): readonly string[] {
	const found: string[] = [];
	const compare = (name: string, wanted: Wire, actual: Wire | undefined) => {
		if (writeJson(wanted) !== writeJson(actual ?? null))
			found.push(`${name}: ${writeJson(wanted)}, ${writeJson(actual ?? null)}`);
	};
	for (const name of ["categoryCode", "typeCode", "status", "resolution"]) {
		const value = memberAt(sent, name) ?? null;
		if (value !== null) compare(name, value, memberAt(read, name));
	}
	const texts = (list: Wire | undefined) =>
		entriesOf(list).map((entry) => memberAt(entry, "description") ?? null);
	compare(
		"comments",
		texts(memberAt(sent, "comments")),
		texts(memberAt(read, "comments")),
	);
	compare("attachments", filesSent(sent), filesRead(read));
	const typeCode = memberAt(sent, "typeCode");
	const values = (from: Wire) => ({
		members: valuesOf(memberAt(from, "caseData"), (code) =>
			wholeNumbers.has(`${typeCode} ${code}`),
		),
	});
	compare("caseData", values(sent), values(read));
	return found;
}

/** A list, or one entry in its place, as GraphQL takes it. */
function entriesOf(list: Wire | undefined): readonly Wire[] {
	if (isList(list)) return list;
	return (list ?? null) === null ? [] : [list as Wire];
}

function listed(value: Wire): readonly Wire[] {
	return entriesOf(
		memberAt(value, "attachements") ?? memberAt(value, "attachments"),
	);
}

function filesSent(sent: Wire): Wire {
	return listed(sent).map((entry) => ({
		members: [
			["fileName", memberAt(entry, "fileName") ?? null],
			[
				"contentType",
				memberAt(entry, "contentType") ?? "application/octet-stream",
			],
			[
				"size",
				{
					digits: String(
						Buffer.from(String(memberAt(entry, "content")), "base64").length,
					),
				},
			],
		],
	}));
}

function filesRead(read: Wire): Wire {
	return listed(read).map((entry) => ({
		members: ["fileName", "contentType", "size"].map(
			(name) => [name, memberAt(entry, name) ?? null] as const,
		),
	}));
}

/** Given values by code; a number and a text of the same digits count as equal, since GraphQL writes a Decimal as text. */
function valuesOf(
	caseData: Wire | undefined,
	isWhole: (code: string) => boolean,
): Members {
	if (!isObject(caseData)) return [];
	return caseData.members
		.filter(([code, value]) => code !== "links" && value !== null)
		.map(([code, value]) => [code, plain(value, isWhole(code))] as const)
		.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** A Number has one form; a Decimal keeps its digits, but for an exponent. */
function plain(value: Wire, isWhole: boolean): Wire {
	const isNumber =
		typeof value === "object" && value !== null && "digits" in value;
	if (!isNumber) return value;
	return isWhole ? String(Number(value.digits)) : writtenOut(value.digits);
}

/** The digits without an exponent. */
export function writtenOut(digits: string): string {
	const [mantissa = "", power = "0"] = digits.toLowerCase().split("e");
	const sign = mantissa.startsWith("-") ? "-" : "";
	const [whole = "", fraction = ""] = mantissa.slice(sign.length).split(".");
	const point = whole.length + Number(power);
	const all = (whole + fraction)
		.padStart(whole.length + fraction.length - Math.min(0, point - 1), "0")
		.padEnd(point, "0");
	const at = Math.max(1, point);
	const front = all.slice(0, at).replace(/^0+(?=\d)/, "");
	const back = all.slice(at);
	return sign + front + (back === "" ? "" : `.${back}`);
}
