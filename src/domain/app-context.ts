import type { CaseFeed } from "./cases/events/case-feed.ts";
import type { Limits } from "./input/limits.ts";
import type { Language } from "./language.ts";
import type { Store } from "./ports/store.ts";
import type { AttachmentFiles } from "./ports/stored-files.ts";
import type { DemoPolicy } from "./sessions/credentials.ts";

/** What is the same for every request: the ports to the outside, and what this installation allows. */
export type AppContext = {
	readonly store: Store;
	readonly files: AttachmentFiles;
	readonly feed: CaseFeed;
	readonly demoPolicy: DemoPolicy;
	readonly limits: Limits;
	/** For names of the catalogue that the language of a request lacks. */
	readonly defaultLanguage: Language;
	/** Milliseconds since 1970. */
	readonly now: () => number;
};
