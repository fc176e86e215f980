import {
	firstCase,
	type GraphiqlTab,
	type TabLogin,
	tab,
} from "./graphiql-tab.ts";

/** An operator signs in, takes a case, moves it on, and listens. */
export function operatorTabs(login: TabLogin): readonly GraphiqlTab[] {
	const { principal, password } = login;
	const { id } = firstCase;
	return [
		tab(login, signInQuery, { input: { principal, password } }),
		tab(login, assignQuery, { input: { id, email: principal } }),
		tab(login, transitionQuery, { input: { id, statusName: "In progress" } }),
		tab(login, caseChangedQuery),
	];
}

const signInQuery = `# Signs in as an operator, at the call centre. The tabs before this one need SignIn again.
mutation SignInOperator($input: SignInInput!) {
  signIn(input: $input) {
    viewer { kind firstname lastname email }
    expiresAt
    userErrors { code field message }
  }
}
`;

const assignQuery = `# Takes case 1. A group is named by groupName instead of email.
mutation AssignCase($input: AssignCaseInput!) {
  assignCase(input: $input) {
    case {
      number
      version
      assignee {
        ... on OperatorGroup { code name }
        ... on Operator { firstname lastname email }
      }
    }
    userErrors { code field message allowedValues }
  }
}
`;

const transitionQuery = `# Moves case 1 on; "Closed" is final.
mutation TransitionCase($input: TransitionCaseInput!) {
  transitionCase(input: $input) {
    case { number version status }
    userErrors { code field message allowedValues }
  }
}
`;

const caseChangedQuery = `# Listens to the cases you may see; change one elsewhere.
subscription CaseChanged {
  caseChanged {
    event {
      kind
      at
      actor { kind firstname lastname }
      after { status comment { description } }
    }
    case { number status version }
  }
}
`;
