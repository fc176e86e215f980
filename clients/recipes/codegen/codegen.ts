import type { CodegenConfig } from "@graphql-codegen/cli";
import { endpoint } from "../demo-party.ts";

/** `npx graphql-codegen --config codegen.ts` */
export default {
	schema: endpoint,
	documents: "operations.ts",
	generates: {
		"./generated/": {
			preset: "client",
			presetConfig: {
				fragmentMasking: false,
				persistedDocuments: { hashAlgorithm: "sha256" },
			},
			config: {
				strictScalars: true,
				scalars: {
					DateTime: "string",
					JSONObject: "Record<string, unknown>",
					SafeInt: "number",
				},
				documentMode: "string",
				enumType: "string-literal",
				useTypeImports: true,
				importExtension: ".ts",
			},
		},
	},
} satisfies CodegenConfig;
