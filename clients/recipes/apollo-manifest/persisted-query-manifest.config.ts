import type { PersistedQueryManifestConfig } from "@apollo/generate-persisted-query-manifest";

/** `npx generate-persisted-query-manifest` */
export default {
	documents: ["operations.ts"],
} satisfies PersistedQueryManifestConfig;
