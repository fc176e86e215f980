import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { problem } from "../../domain/problems/problem.ts";

/**
 * Tells whether a page of another site sends a request: a browser keeps no session cookie for it, which is
 * `SameSite=Lax`. Browsers say it themselves (`Sec-Fetch-Site`); of old ones, and over plain HTTP, the origin does.
 */
export function createIsCrossSite(
	publicUrl: string,
): (headers: IncomingHttpHeaders) => boolean {
	const ownSite = siteOf(new URL(publicUrl).hostname);

	return ({ origin, host, ...headers }) => {
		const said = headers["sec-fetch-site"];
		if (said !== undefined) return said === "cross-site";
		if (origin === undefined) return false;
		const other = URL.parse(origin);
		if (other === null) return true;
		const site = siteOf(other.hostname);
		return (
			site !== ownSite &&
			site !== siteOf(URL.parse(`http://${host}`)?.hostname ?? "")
		);
	};
}

/** What a page of another site must know after it signed in. */
export const crossSiteWarning = problem("tokenRequired", ["token"], {});

/** Second-level names under which countries register sites, as in `shop.com.ar`. */
const shared = /^(ac|co|com|edu|gob|gov|net|or|org)$/;

/** The part of a host that is registered as one; browsers have the whole list of public suffixes. */
function siteOf(hostname: string): string {
	if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) return hostname;
	const labels = hostname.split(".");
	const [second = "", top = ""] = labels.slice(-2);
	const isShared = top.length === 2 && shared.test(second);
	return labels.slice(isShared ? -3 : -2).join(".");
}
