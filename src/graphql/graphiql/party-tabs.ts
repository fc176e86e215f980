import {
	firstCase,
	type GraphiqlTab,
	type TabLogin,
	tab,
} from "./graphiql-tab.ts";

/** A party signs in, creates a case, adds to it, looks at it, and creates many. */
export function partyTabs(login: TabLogin): readonly GraphiqlTab[] {
	const { principal, password } = login;
	const { id, number } = firstCase;
	return [
		tab(login, signInQuery, { input: { principal, password } }),
		tab(login, createCaseQuery, createCaseVariables),
		tab(login, dryRunQuery, dryRunVariables),
		tab(login, caseTypesQuery),
		tab(login, casesQuery, { first: 10 }),
		tab(login, addCommentQuery, { input: { id, description: comment } }),
		tab(login, addAttachmentQuery, { input: { id, attachment } }),
		tab(login, timelineQuery, { number }),
		tab(login, createCasesQuery, createCasesVariables),
	];
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

const dryRunQuery = `# What a case would be, or everything that is wrong with it; nothing is written.
mutation DryRun($input: CreateCaseInput!) {
  createCase(input: $input) {
    preview {
      status
      resolution
      assignee { ... on OperatorGroup { name } }
      comments { description }
      caseData
    }
    userErrors { code field message allowedValues }
  }
}
`;

const dryRunVariables = {
	input: { ...createCaseVariables.input, status: "Closed", dryRun: true },
};

const createCasesQuery = `# Opens up to 500 cases in one transaction; the key of a row makes it safe to send again.
mutation CreateCases($input: CreateCasesInput!) {
  createCases(input: $input) {
    results {
      index
      case { number comments { description } }
      replayed
    }
    userErrors { code field message }
  }
}
`;

const createCasesVariables = {
	input: {
		errorPolicy: "REJECT_EVERYTHING",
		cases: ["No dial tone.", "Noise on the line."].map(
			(description, index) => ({
				categoryCode: "Reclamo",
				typeCode: "Telefonico",
				comments: [{ description }],
				idempotencyKey: `row-${index + 1}`,
			}),
		),
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
query Cases($first: Int, $after: String, $filter: CaseFilter) {
  viewer { email }
  cases(first: $first, after: $after, filter: $filter) {
    totalCount
    edges {
      cursor
      node { id number categoryCode typeCode status createdAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const addCommentQuery = `# Says more about case 1; id is Case.id.
mutation AddComment($input: AddCaseCommentInput!) {
  addCaseComment(input: $input) {
    comment { id description }
    case { number version comments { description } }
    userErrors { code field message }
  }
}
`;

const comment = "It rings, but nobody can hear me.";

const addAttachmentQuery = `# Adds a file to case 1; its bytes are in base64.
mutation AddAttachment($input: AddCaseAttachmentInput!) {
  addCaseAttachment(input: $input) {
    attachment { id fileName contentType size url }
    case { number version }
    userErrors { code field message }
  }
}
`;

const attachment = {
	fileName: "line.txt",
	contentType: "text/plain",
	content: Buffer.from("+54 11 5555 0001\n").toString("base64"),
};

const timelineQuery = `# Case 1 and everything that happened to it.
query Timeline($number: SafeInt!) {
  caseByNumber(number: $number) {
    number
    status
    assignee {
      ... on OperatorGroup { code name }
      ... on Operator { firstname lastname email }
    }
    timeline(last: 20) {
      edges {
        node {
          kind
          at
          protocol
          touchpoint
          actor { kind firstname lastname }
          before { status comment { description } }
          after { status comment { description } attachment { fileName } }
        }
      }
    }
  }
}
`;
