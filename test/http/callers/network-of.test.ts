import assert from "node:assert/strict";
import { test } from "node:test";
import { networkOf } from "../../../src/http/callers/network-of.ts";

test("one sender is an IPv4 address, or the first half of an IPv6 address, however it is written", () => {
	for (const [address, network] of [
		["198.51.100.7", "198.51.100.7"],
		["::ffff:198.51.100.7", "198.51.100.7"],
		["::FFFF:198.51.100.7", "198.51.100.7"],
		["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
		["2001:db8:1:2::9", "2001:db8:1:2"],
		["2001:0DB8:0001:0002:ffff::", "2001:db8:1:2"],
		["2001:db8::9", "2001:db8:0:0"],
		["::1", "0:0:0:0"],
		["::", "0:0:0:0"],
		["fe80::1%eth0", "fe80:0:0:0"],
	] as const)
		assert.equal(networkOf(address), network, address);
});
