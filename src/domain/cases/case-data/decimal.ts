const jsonNumber = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const decimal = /^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?$/;
const farthestShift = 60;

/** Whether a text is a Decimal: at most 30 digits before and 30 after the point, no exponent. */
export function isDecimal(text: string): boolean {
	return decimal.test(text);
}

/**
 * A JSON number without its exponent and with its digits: `1.0E-4` is `0.00010`, `1E2` is `100`.
 * Null when the exponent moves the point farther than any Decimal reaches.
 */
export function writeOut(text: string): string | null {
	const parts = jsonNumber.exec(text);
	if (!parts) return null;
	const [, sign = "", whole = "", fraction = "", exponent] = parts;
	if (exponent === undefined) return text;
	const shift = Number(exponent);
	if (Math.abs(shift) > farthestShift) return null;
	const digits = whole + fraction;
	const point = whole.length + shift;
	const padded =
		point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
	const cut = Math.max(point, 1);
	const integer = padded.slice(0, cut).replace(/^0+(?=\d)/, "");
	const rest = padded.slice(cut);
	return sign + integer + (rest === "" ? "" : `.${rest}`);
}
