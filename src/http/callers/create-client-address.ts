import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import parseForwarded from "forwarded-parse";
import ipaddr from "ipaddr.js";

export type TrustedProxies = {
	/** Addresses and subnets, separated by commas; true for every peer that connects. */
	readonly proxies: string | true;
	/** The one header in which they tell their client: the usual one, or that of RFC 7239. */
	readonly header: ProxyHeader;
};

export type ProxyHeader = "x-forwarded-for" | "forwarded";

/**
 * The address that a request was sent from, without a port. Each trusted hop is asked for the one before it; where one
 * names no address (`unknown`, a hidden or a broken one), it is that of the peer, which cannot be forged.
 */
export function createClientAddress({
	proxies,
	header,
}: TrustedProxies): (request: IncomingMessage) => string {
	const isTrusted = proxies === true ? () => true : among(proxies);
	return ({ socket, headers }) => {
		const peer = socket.remoteAddress ?? "";
		const sent = headers[header];
		if (sent === undefined || !isTrusted(peer)) return peer;
		let client = peer;
		for (const node of readers[header](String(sent)).reverse()) {
			const address = addressIn(node);
			if (address === null) return peer;
			client = address;
			if (!isTrusted(client)) break;
		}
		return client;
	};
}

/** The address that each hop names for the one before it, the client first; an empty text if it names none. */
const readers = {
	"x-forwarded-for": (text) =>
		text
			.split(",")
			.map((node) => node.trim())
			.filter((node) => node !== ""),
	forwarded(text) {
		try {
			return parseForwarded(text).map((hop) => hop.for ?? "");
		} catch {
			return [""];
		}
	},
} as const satisfies Record<ProxyHeader, (text: string) => string[]>;

/** An IPv6 address in brackets or an IPv4 address, before a port, which may be hidden (RFC 7239, section 6). */
const withPort = /^(?:\[([^\]]*)\]|([\d.]+))(?::(?:\d{1,5}|_[\w.-]+))?$/;

function addressIn(node: string): string | null {
	const [, inBrackets, plain] = withPort.exec(node) ?? [];
	const address = inBrackets ?? plain ?? node;
	const family = isIP(address);
	if (family === 0 || (inBrackets !== undefined && family !== 6)) return null;
	return ipaddr.process(address).toString();
}

function among(proxies: string): (address: string) => boolean {
	const list = new BlockList();
	for (const part of proxies.split(",")) {
		const [address = "", bits] = part.trim().split("/");
		const family = familyOf(address);
		if (bits === undefined) list.addAddress(address, family);
		else list.addSubnet(address, Number(bits), family);
	}
	return (address) =>
		isIP(address) !== 0 && list.check(address, familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
	return isIP(address) === 6 ? "ipv6" : "ipv4";
}
