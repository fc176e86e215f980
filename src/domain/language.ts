/** The languages that sentences for callers are written in; names of the catalogue may be in each of them. */
export const languages = ["en", "es"] as const;

export type Language = (typeof languages)[number];
