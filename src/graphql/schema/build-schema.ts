import type { GraphQLSchema } from "graphql";
import type { Parsers } from "../../domain/cases/parsers.ts";
import type { Links } from "../../http/answers/create-links.ts";
import type { SessionOptions } from "../../http/callers/session-options.ts";
import { type Builder, createBuilder } from "./builder.ts";
import { defineCaseAssignee } from "./cases/case-assignee.ts";
import { defineAddCaseAttachment } from "./cases/change/define-add-case-attachment.ts";
import { defineAddCaseComment } from "./cases/change/define-add-case-comment.ts";
import { defineAssignCase } from "./cases/change/define-assign-case.ts";
import { defineDeleteCaseAttachment } from "./cases/change/define-delete-case-attachment.ts";
import { defineTransitionCase } from "./cases/change/define-transition-case.ts";
import { defineUpdateCase } from "./cases/change/define-update-case.ts";
import { defineUpdateCaseComment } from "./cases/change/define-update-case-comment.ts";
import { defineCasePreview } from "./cases/create/define-case-preview.ts";
import { defineCreateCase } from "./cases/create/define-create-case.ts";
import { defineCreateCaseInput } from "./cases/create/define-create-case-input.ts";
import { defineCreateCases } from "./cases/create/define-create-cases.ts";
import { defineCase } from "./cases/define-case.ts";
import { defineCaseInputs } from "./cases/define-case-inputs.ts";
import { defineCaseParts } from "./cases/define-case-parts.ts";
import { defineFindCase } from "./cases/define-find-case.ts";
import { defineFindCaseByKey } from "./cases/define-find-case-by-key.ts";
import { defineFindCases } from "./cases/define-find-cases.ts";
import { defineCaseChanged } from "./cases/events/define-case-changed.ts";
import { defineCaseEvent } from "./cases/events/define-case-event.ts";
import { defineCaseEventState } from "./cases/events/define-case-event-state.ts";
import { defineCaseTimeline } from "./cases/events/define-case-timeline.ts";
import { defineCatalogue } from "./catalogue/define-catalogue.ts";
import { schemaDescription } from "./schema-description.ts";
import { defineRunAsParty } from "./sessions/define-run-as-party.ts";
import { defineSessionContext } from "./sessions/define-session-context.ts";
import { defineSignIn } from "./sessions/define-sign-in.ts";
import { defineSignOut } from "./sessions/define-sign-out.ts";
import { defineViewer } from "./sessions/viewer.ts";
import { defineUserError } from "./user-error.ts";

type SchemaOptions = {
	readonly parsers: Parsers;
	readonly session: SessionOptions;
	readonly links: Links;
};

/** Builds the GraphQL schema: one call a noun or verb. */
export function buildSchema({
	parsers,
	session,
	links,
}: SchemaOptions): GraphQLSchema {
	const builder = createBuilder();
	const refs = defineNouns(builder, links);
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
function defineNouns(builder: Builder, links: Links) {
	const UserError = defineUserError(builder);
	const viewer = defineViewer(builder);
	const Session = defineSessionContext(builder, viewer, links);
	const CaseAssignee = defineCaseAssignee(builder);
	const inputs = defineCaseInputs(builder);
	const parts = defineCaseParts(builder, links);
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
