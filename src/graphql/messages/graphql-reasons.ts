import type { NothingQuoted, Sentence } from "../../domain/sentence.ts";
import type { Expected } from "../errors/expected.ts";

type Most = { readonly most: number };

/** Why a request is no GraphQL request, or one that is not run. */
type RequestReasons = {
	readonly requestNotOneObject: NothingQuoted;
	readonly memberUnknown: {
		readonly member: string;
		readonly members: readonly string[];
	};
	readonly memberOfType: {
		readonly member: string;
		readonly wanted: string;
		readonly found: string;
	};
	readonly queryMissing: NothingQuoted;
	readonly documentTooLong: NothingQuoted;
	readonly persistedHashMissing: NothingQuoted;
	readonly persistedHashWrong: NothingQuoted;
	readonly documentIdsDiffer: NothingQuoted;
	readonly documentIdMissing: NothingQuoted;
	readonly documentNotListed: NothingQuoted;
	readonly documentIdNotListed: { readonly id: string };
	readonly queryNotOfId: NothingQuoted;
	readonly mutationByGet: NothingQuoted;
	readonly preflightRequired: NothingQuoted;
	readonly graphiqlOff: NothingQuoted;
	readonly mediaTypes: NothingQuoted;
	readonly answerTooLong: NothingQuoted;
	readonly serverFailed: NothingQuoted;
};

/** Why a document is refused before it runs. */
type DocumentReasons = {
	readonly tooManyTokens: NothingQuoted;
	readonly nestedTooDeep: NothingQuoted;
	readonly tooManyAliases: NothingQuoted;
	readonly tooManyFields: NothingQuoted;
	readonly tooManyDirectives: NothingQuoted;
	readonly valueTooDeep: NothingQuoted;
	readonly oneChange: NothingQuoted;
	readonly noOperation: NothingQuoted;
	readonly operationsWithoutNames: NothingQuoted;
	readonly operationNotNamed: { readonly names: readonly string[] };
	readonly operationWithoutName: { readonly operationName: string };
	readonly operationUnknown: {
		readonly operationName: string;
		readonly names: readonly string[];
	};
	/** Inside `holder`, a literal of a JSON object. The type is null for a number that was sent as another type. */
	readonly variableInexact: {
		readonly name: string;
		readonly type: string | null;
		readonly holder: string;
	};
};

/** Why a value of a document, a variable or an argument is refused. */
type ValueReasons = {
	readonly variableInvalid: {
		readonly name: string;
		readonly path: string;
		readonly why: Sentence;
	};
	readonly variableAbsent: {
		readonly name: string;
		/** Whether it was sent as null. */
		readonly isNull: boolean;
		readonly type: string;
		readonly expected: Expected;
	};
	readonly expected: Expected;
	/** As the beginning of a sentence of its own. */
	readonly expectedAlone: Expected;
	readonly memberMissing: {
		readonly member: string;
		readonly type: string;
		readonly expected: Expected;
	};
	readonly memberNotDefined: {
		/** Null where it may be part of a value. */
		readonly member: string | null;
		readonly type: string;
		/** Null where they may not be told. */
		readonly members: readonly string[] | null;
	};
	readonly argumentHasNull: { readonly name: string };
	readonly jsonNotAnObject: NothingQuoted;
	readonly jsonNestedTooDeep: Most;
	readonly jsonTooManyKeys: Most;
	readonly jsonKeyReserved: { readonly key: string };
	readonly jsonName: NothingQuoted;
	readonly jsonNumberInexact: NothingQuoted;
	readonly pageSize: Most & { readonly name: string; readonly size: number };
	readonly cursorUnknown: { readonly cursor: string };
	readonly globalIdInvalid: NothingQuoted;
	readonly idNotOfType: { readonly name: string; readonly typename: string };
	readonly idNotOfNode: { readonly typename: string };
	readonly tooManyIds: Most & { readonly count: number };
	readonly filterOfOperators: NothingQuoted;
	readonly eventStreamNeeded: NothingQuoted;
	readonly tokenNeeded: NothingQuoted;
};

/** Every reason of an error of GraphQL itself, with what its sentence quotes. */
export type GraphqlReasons = RequestReasons & DocumentReasons & ValueReasons;
