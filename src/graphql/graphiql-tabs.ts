import type { GraphiqlTab } from "./graphiql.ts";

/** Whom the tabs sign in. */
export type TabLogin = {
	readonly touchpoint: string;
	readonly token: string;
	readonly principal: string;
	readonly password: string;
};

/** The tabs GraphiQL opens with: sign in, then create a case and look at it. */
export function graphiqlTabs({
	touchpoint,
	token,
	principal,
	password,
}: TabLogin): readonly GraphiqlTab[] {
	const headers = json({
		"Thalamus-Touchpoint": touchpoint,
		"Thalamus-Token": token,
	});
	return [
		{
			query: signInQuery,
			variables: json({ input: { principal, password } }),
			headers,
		},
		{ query: createCaseQuery, variables: json(createCaseVariables), headers },
		{ query: caseTypesQuery, headers },
		{ query: casesQuery, variables: json({ first: 10 }), headers },
	];
}

function json(value: unknown): string {
	return JSON.stringify(value, null, 2);
}

const signInQuery = `# Signs in and sets the session cookie that the other tabs use.
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    viewer { kind firstname lastname email }
    expiresAt
    userErrors { code field message }
  }
}
`;

const createCaseQuery = `# Opens a case; caseData is in the variables.
mutation CreateCase($input: CreateCaseInput!) {
  createCase(input: $input) {
    case {
      id
      number
      category { code name }
      type { code name }
      status
      resolution
      comments { description }
      caseData
      createdAt
    }
    userErrors { code field message allowedValues }
  }
}
`;

const createCaseVariables = {
	input: {
		categoryCode: "Reclamo",
		typeCode: "Telefonico",
		comments: [{ description: "The line has been dead since Monday." }],
		caseData: {
			monto: "12.50",
			cantidad: 3,
			urgente: true,
			fecha: "2026-05-01",
		},
	},
};

const caseTypesQuery = `# What may be created here.
query CaseTypes {
  caseTypes {
    code
    name
    category { code name }
    defaultAnswer
    fields { code name type required options }
  }
  caseStatuses { name initial default final }
  caseResolutions { name initial default }
}
`;

const casesQuery = `# Your cases, newest first.
query Cases($first: Int, $after: String) {
  viewer { email }
  cases(first: $first, after: $after) {
    edges {
      cursor
      node { id number categoryCode typeCode status createdAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;
