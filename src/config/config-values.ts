import { isIP } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/* What the value of an environment variable may be. */

/** Digits from the least to the most. */
export const integer = (least: number, most: number, preset: number) =>
	z
		.string()
		.regex(/^\d{1,15}$/, `must be an integer from ${least} to ${most}`)
		.transform(Number)
		.refine(
			(value) => value >= least && value <= most,
			`must be an integer from ${least} to ${most}`,
		)
		.default(preset);

export const toggle = z
	.enum(["on", "off"], { error: 'must be "on" or "off"' })
	.transform((value) => value === "on")
	.optional();

/** The file that a URL names; null if it does not name one on this machine. */
export function filePath(url: string): string | null {
	const rest = url.slice("file:".length);
	try {
		if (rest.startsWith("//")) return fileURLToPath(url);
	} catch {
		return null;
	}
	return rest === "" ? null : resolve(rest);
}

/** `true`, `false`, or addresses and subnets, separated by commas. */
export function isProxyList(value: string): boolean {
	if (value === "true" || value === "false") return true;
	return value.split(",").every((part) => {
		const [address = "", bits] = part.trim().split("/");
		const version = isIP(address);
		const most = version === 6 ? 128 : 32;
		const isSubnet =
			bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
		return version !== 0 && isSubnet;
	});
}

/** An address without a query, a login or a fragment; its path can stand in a cookie and on a command line. */
export function isHttpUrl(value: string): boolean {
	const url = URL.parse(value);
	return (
		url !== null &&
		/^https?:$/.test(url.protocol) &&
		!/[?#@]/.test(value) &&
		/^(\/[\w.~%-]+)*\/*$/.test(url.pathname)
	);
}

/** The name of a cookie (RFC 6265, section 4.1.1). */
export function isCookieName(value: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(value);
}

export function isOrigin(value: string): boolean {
	return URL.parse(value)?.origin === value;
}

/** A wrong value as a message quotes it: without the login of an address, and without a password among its parameters. */
export function quoteSetting(value: string | undefined): string {
	return JSON.stringify(
		value
			?.replace(/\/\/.*@/s, "//…@")
			.replaceAll(/\b(password|secret|token|key)=[^&\s]*/gi, "$1=…"),
	);
}
