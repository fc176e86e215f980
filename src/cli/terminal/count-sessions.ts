/** `no session was open`, `1 session was ended`, `2 sessions were ended`. */
export function countSessions(count: number): string {
	if (count === 0) return "no session was open";
	return count === 1 ? "1 session was ended" : `${count} sessions were ended`;
}
