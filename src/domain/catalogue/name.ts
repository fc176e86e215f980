import { type Language, languages } from "../language.ts";

/** What people call an entry of the catalogue: one text, or one in some languages, at least one. */
export type Name = string | Names;
export type Names = { readonly [Each in Language]?: string };

/** Who reads a name. */
type Reader = {
	readonly language: Language;
	readonly app: { readonly defaultLanguage: Language };
};

/** The name in the language of the request, else in the default language, else in the first that it has. */
export function nameFor({ language, app }: Reader, name: Name): string {
	if (typeof name === "string") return name;
	return (
		name[language] ?? name[app.defaultLanguage] ?? String(namesIn(name)[0])
	);
}

/** The name in every language that it has. */
export function namesIn(name: Name): readonly string[] {
	return typeof name === "string" ? [name] : Object.values(name);
}

/** Languages in our order, so that two names are equal where they say the same. */
export function inLanguageOrder(name: Name): Name {
	if (typeof name === "string") return name;
	const given = languages.filter((language) => name[language] !== undefined);
	return Object.fromEntries(
		given.map((language) => [language, name[language]]),
	);
}
