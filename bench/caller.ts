const password = Buffer.from("party1@example.com:demo-party-1");
const credentials = "touchpoint=web&token=demo-web-token";

/** The headers of a demo party that sends its login with every call, as field clients do. */
export const headers = {
	"content-type": "application/json",
	authorization: `Basic ${password.toString("base64")}`,
};

export const graphqlPath = `/graphql?${credentials}`;

export function v4Path(path: string): string {
	return `/api/v4${path}?${credentials}`;
}
