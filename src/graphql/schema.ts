import type { GraphQLSchema } from "graphql";
import type { Parsers } from "../domain/case/parsers.ts";
import type { SessionOptions } from "../http/session-options.ts";
import { defineAddCaseAttachment } from "./add-case-attachment.ts";
import { defineAddCaseComment } from "./add-case-comment.ts";
import { defineAssignCase } from "./assign-case.ts";
import { type Builder, createBuilder } from "./builder.ts";
import { defineCase } from "./case.ts";
import { defineCaseAssignee } from "./case-assignee.ts";
import { defineCaseChanged } from "./case-changed.ts";
import { defineCaseEvent } from "./case-event.ts";
import { defineCaseEventState } from "./case-event-state.ts";
import { defineCaseInputs } from "./case-inputs.ts";
import { defineCaseParts } from "./case-parts.ts";
import { defineCasePreview } from "./case-preview.ts";
import { defineCaseTimeline } from "./case-timeline.ts";
import { defineCatalogue } from "./catalogue.ts";
import { defineCreateCase } from "./create-case.ts";
import { defineCreateCaseInput } from "./create-case-input.ts";
import { defineCreateCases } from "./create-cases.ts";
import { defineDeleteCaseAttachment } from "./delete-case-attachment.ts";
import { defineFindCase } from "./find-case.ts";
import { defineFindCaseByKey } from "./find-case-by-key.ts";
import { defineFindCases } from "./find-cases.ts";
import { defineRunAsParty } from "./run-as-party.ts";
import { schemaDescription } from "./schema-description.ts";
import { defineSessionContext } from "./session-context.ts";
import { defineSignIn } from "./sign-in.ts";
import { defineSignOut } from "./sign-out.ts";
import { defineTransitionCase } from "./transition-case.ts";
import { defineUpdateCase } from "./update-case.ts";
import { defineUpdateCaseComment } from "./update-case-comment.ts";
import { defineUserError } from "./user-error.ts";
import { defineViewer } from "./viewer.ts";

export type SchemaOptions = {
	readonly parsers: Parsers;
	readonly session: SessionOptions;
};

/** Builds the GraphQL schema: one call a noun or verb. */
export function buildSchema({
	parsers,
	session,
}: SchemaOptions): GraphQLSchema {
	const builder = createBuilder();
	const refs = defineNouns(builder);
	defineFindCase(builder, refs.CaseNode);
	defineFindCaseByKey(builder, refs.CaseNode);
	defineFindCases(builder, refs.CaseNode);
	defineCaseTimeline(builder, refs);
	defineSignIn(builder, refs, session);
	defineSignOut(builder, refs, session);
	defineRunAsParty(builder, refs);
	const CreateCaseInput = defineCreateCaseInput(builder, refs, parsers);
	defineCreateCase(builder, { ...refs, CreateCaseInput });
	defineCreateCases(builder, { ...refs, CreateCaseInput });
	defineUpdateCase(builder, refs, parsers);
	defineTransitionCase(builder, refs);
	defineAssignCase(builder, refs);
	defineAddCaseComment(builder, refs, parsers);
	defineUpdateCaseComment(builder, refs, parsers);
	defineAddCaseAttachment(builder, refs, parsers);
	defineDeleteCaseAttachment(builder, refs);
	defineCaseChanged(builder, refs);
	const schema = builder.toSchema();
	schema.description = schemaDescription;
	return schema;
}

/** The types that verbs take and answer. */
function defineNouns(builder: Builder) {
	const UserError = defineUserError(builder);
	const viewer = defineViewer(builder);
	const Session = defineSessionContext(builder, viewer);
	const CaseAssignee = defineCaseAssignee(builder);
	const inputs = defineCaseInputs(builder);
	const parts = defineCaseParts(builder);
	const catalogue = defineCatalogue(builder);
	const CaseNode = defineCase(builder, {
		...catalogue,
		...parts,
		CaseAssignee,
	});
	const Preview = defineCasePreview(builder, { ...catalogue, CaseAssignee });
	const State = defineCaseEventState(builder, CaseAssignee);
	const Event = defineCaseEvent(builder, { ...viewer, State });
	return {
		...viewer,
		...inputs,
		...parts,
		UserError,
		Session,
		CaseNode,
		Preview,
		Event,
	};
}
