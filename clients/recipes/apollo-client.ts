import {
	ApolloClient,
	ApolloLink,
	gql,
	HttpLink,
	InMemoryCache,
} from "@apollo/client";
import { RetryLink } from "@apollo/client/link/retry";
import { relayStylePagination } from "@apollo/client/utilities";
import { endpoint, headers } from "./demo-party.ts";

/** Which types an interface or a union stands for: Apollo needs it to match fragments. */
export const possibleTypes = {
	CaseAssignee: ["Operator", "OperatorGroup"],
	Node: ["Case", "CaseAttachment", "CaseComment", "CaseEvent"],
};

export const client = new ApolloClient({
	cache: new InMemoryCache({
		possibleTypes,
		typePolicies: {
			Query: {
				fields: { cases: relayStylePagination(["filter", "orderBy"]) },
			},
		},
	}),
	link: ApolloLink.from([
		// Safe for mutations too, since each carries an idempotency key.
		new RetryLink({ delay: { initial: 100 }, attempts: { max: 5 } }),
		new HttpLink({ uri: endpoint, headers }),
	]),
});

const document = gql`
	mutation CreateCase($input: CreateCaseInput!) {
		createCase(input: $input) {
			case { id number status }
			replayed
			userErrors { code field message }
		}
	}
`;

export async function createCase(
	input: object,
	idempotencyKey: string = crypto.randomUUID(),
) {
	const { data } = await client.mutate<CreateCaseData>({
		mutation: document,
		variables: { input: { ...input, idempotencyKey } },
	});
	if (!data?.createCase?.case)
		throw new Error(
			data?.createCase?.userErrors.map(({ message }) => message).join("\n"),
		);
	return data.createCase;
}

type CreateCaseData = {
	createCase: {
		case: { id: string; number: number; status: string } | null;
		replayed: boolean;
		userErrors: { code: string; field: string[]; message: string }[];
	} | null;
};
