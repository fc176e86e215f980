import ipaddr from "ipaddr.js";

/** The network of one sender: an IPv4 address, or the first 64 bits of an IPv6 address, the smallest network that is assigned. */
export function networkOf(address: string): string {
	if (!address.includes(":")) return address;
	const parsed = ipaddr.process(address);
	return parsed instanceof ipaddr.IPv6
		? parsed.parts
				.slice(0, 4)
				.map((group) => group.toString(16))
				.join(":")
		: parsed.toString();
}
