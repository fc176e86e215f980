/** Where casebridge is: the server that `npm start` starts, unless the environment names another. */
export const origin = process.env.CASEBRIDGE_URL ?? "http://localhost:4000";
export const endpoint = `${origin}/graphql`;

/** Who calls: a touchpoint by its token, and a party by HTTP Basic. */
export const headers = {
	"Thalamus-Touchpoint": "web",
	"Thalamus-Token": "demo-web-token",
	Authorization: `Basic ${Buffer.from("party1@example.com:demo-party-1").toString("base64")}`,
};
