import type { Config } from "../config/config.ts";
import { demoSecrets } from "./demo.ts";

type DemoState = {
	/** The demo data was loaded by this very start. */
	readonly isFirstStart: boolean;
	readonly hasDemo: boolean;
};

/** What `npm start` prints once the server listens. Its call and those of the README have the same idempotency key, so that together they make one case. */
export function describeStart(
	config: Config,
	{ isFirstStart, hasDemo }: DemoState,
): string {
	const { publicUrl, v4BasePath, isProduction } = config;
	const { trustedDocumentsFile, attachments } = config;
	const lines = [
		`casebridge listens on ${publicUrl}`,
		`Database: ${describeDatabase(config)}`,
	];
	if (attachments.kind === "bucket") {
		const { bucket, prefix } = attachments;
		lines.push(`Attachments: s3://${bucket}/${prefix}`);
	}
	if (config.graphiql) lines.push(`GraphiQL: ${publicUrl}/graphql`);
	if (trustedDocumentsFile !== null)
		lines.push(
			`GraphQL: only the documents of ${trustedDocumentsFile}; GraphiQL is off.`,
		);
	if (isFirstStart)
		lines.push("The database was empty: the demo data is loaded.");
	if (hasDemo && !isProduction)
		lines.push(
			"",
			"Demo credentials (refused in production):",
			...Object.entries(demoSecrets.tokens).map(
				([code, token]) => `  touchpoint ${code.padEnd(22)} token    ${token}`,
			),
			...Object.entries(demoSecrets.passwords).map(
				([name, password]) => `  ${name.padEnd(33)} password ${password}`,
			),
			"",
			"Create a case:",
			`curl -s '${publicUrl}${v4BasePath}/cases' \\`,
			`  -H 'Thalamus-Touchpoint: web' -H 'Thalamus-Token: ${demoSecrets.tokens.web}' \\`,
			"  -u party1@example.com:demo-party-1 \\",
			"  -H 'Content-Type: application/json' -H 'Idempotency-Key: first-case' \\",
			`  -d '{"categoryCode":"Reclamo","typeCode":"Telefonico","comments":[{"description":"The line is dead."}],"caseData":{"monto":12.50,"urgente":true,"fecha":"2026-05-01"}}'`,
		);
	return `${lines.join("\n")}\n`;
}

/** A file, or an address without its password. */
function describeDatabase({ database }: Config): string {
	if (database.kind === "sqlite") return database.file;
	const url = new URL(database.url);
	return `${url.hostname}${url.pathname}`;
}
