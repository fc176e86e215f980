import ipaddr from "ipaddr.js";

/** What one sender holds: an IPv4 address, or the 64 bits of an IPv6 address that a network is given at the least. */
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
