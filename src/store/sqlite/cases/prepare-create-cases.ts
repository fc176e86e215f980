import type {
	CreateCasesJob,
	CreateCasesResult,
} from "../../../domain/ports/create-jobs.ts";
import { type CurrentVersions, isStale } from "../../current-versions.ts";
import { canCreateAll } from "../../rows/can-create-all.ts";
import type { KeyWrites } from "./key-writes.ts";
import type { CreateCase } from "./prepare-case-writes.ts";
import type { UploadWrites } from "./prepare-upload-writes.ts";

/** Several creates in the writer's transaction, by the statements of one. */
export function prepareCreateCases(
	createCase: CreateCase,
	{ hasUploads }: UploadWrites,
	{ findKey }: KeyWrites,
) {
	return (
		{ rows, isAllOrNothing }: CreateCasesJob,
		current: CurrentVersions,
	): CreateCasesResult => {
		if (rows.some((row) => isStale(row, current))) return { kind: "stale" };
		if (isAllOrNothing && !canCreateAll(rows, { findKey, hasUploads }))
			return { kind: "refused" };
		return {
			kind: "written",
			results: rows.map((row) => createCase(row)),
		};
	};
}
