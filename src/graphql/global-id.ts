import { decodeGlobalID } from "@pothos/plugin-relay";

/** The number behind a global id of this type; 0, which nothing has, for any other text. */
export function numberIn(globalId: string | number, typename: string): number {
	try {
		const decoded = decodeGlobalID(String(globalId));
		return decoded.typename === typename ? parseNumber(decoded.id) : 0;
	} catch {
		return 0;
	}
}

/** The number inside a decoded id; 0 for what is none. */
export function parseNumber(id: string): number {
	return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
}
