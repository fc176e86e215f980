const { CASEBRIDGE_SERVER, CASEBRIDGE_URL } = process.env;

/** Where the server is, for checks that talk to it without anything between. */
export const serverUrl = CASEBRIDGE_SERVER ?? "http://localhost:4000";

/** Where recipes look for it, and find the proxy of the check that runs them. */
export const proxyUrl = CASEBRIDGE_URL ?? "http://localhost:4001";
