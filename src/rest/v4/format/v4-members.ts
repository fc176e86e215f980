/** Members of v4's own, beside those that GraphQL has too. */
export const v4Members: ReadonlySet<string> = new Set([
	"attachements",
	"limit",
	"uploads",
	"visibility",
]);
