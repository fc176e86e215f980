/** What one sender holds: an IPv4 address, or the 64 bits of an IPv6 address that a network is given at the least. */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return mapped;
	if (!address.includes(":")) return address;
	const [front = "", back] = address.split("::");
	const left = front.split(":").filter((group) => group !== "");
	const right = back?.split(":").filter((group) => group !== "") ?? [];
	const zeros = Array.from(
		{ length: 8 - left.length - right.length },
		() => "0",
	);
	return [...left, ...(back === undefined ? [] : zeros), ...right]
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(":");
}
