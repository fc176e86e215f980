import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import { type Language, languages } from "../../domain/language.ts";

/** The language for a caller with this `Accept-Language` header. */
export type NegotiateLanguage = (header: string | undefined) => Language;

/**
 * Chooses among our languages what an `Accept-Language` header prefers (RFC 9110, section 12.5.4). The default language
 * answers a header that is absent, that cannot be read, or that accepts none of ours.
 */
export function createNegotiateLanguage(
	defaultLanguage: Language,
): NegotiateLanguage {
	// Of languages that a header likes equally, as "*" does, the first is chosen.
	const preferred = [...new Set([defaultLanguage, ...languages])];
	/** Headers that came before: clients send a handful. Characters are bounded, since anybody can invent one. */
	const known = new LRUCache<string, Language>({
		max: 200,
		maxSize: 50_000,
		sizeCalculation: (_language, header) => header.length,
	});
	let lastHeader = "";
	let lastLanguage = defaultLanguage;

	return (header) => {
		if (!header) return defaultLanguage;
		if (header === lastHeader) return lastLanguage;
		const language =
			known.get(header) ?? negotiate(header, preferred, defaultLanguage);
		known.set(header, language);
		lastHeader = header;
		lastLanguage = language;
		return language;
	};
}

function negotiate(
	header: string,
	preferred: readonly Language[],
	defaultLanguage: Language,
): Language {
	const negotiator = new Negotiator({ headers: { "accept-language": header } });
	const [chosen] = negotiator.languages([...preferred]);
	return preferred.find((language) => language === chosen) ?? defaultLanguage;
}
