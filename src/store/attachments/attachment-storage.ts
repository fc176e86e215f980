import type { AttachmentFiles } from "../../domain/ports/stored-files.ts";

export type FileDigest = { readonly size: number; readonly sha256: string };

/** Where attachment bytes are kept: what the domain asks of it, and what a start, the sweep and the commands need. */
export type AttachmentStorage = AttachmentFiles & {
	/** How messages name it. */
	readonly place: string;
	/** Folders whose disks fill as files come. */
	readonly folders: readonly string[];
	/** Makes what is missing. Where files cannot be kept, a StoreError says what to do. */
	prepare(): Promise<void>;
	/** Throws when no file can be kept now. */
	check(): Promise<void>;
	/**
	 * Removes what a crash or a failed write left: files that no row names and that are too old to belong to a create that
	 * is running, by the clock that dated them. Several processes may do it at once; it ends early when it is told to.
	 * Answers how many went.
	 */
	sweep(
		isNamed: (storageName: string) => Promise<boolean>,
		now: () => number,
		signal?: AbortSignal,
	): Promise<number>;
	/** What a file holds; null where it is missing. */
	digest(storageName: string): Promise<FileDigest | null>;
	/** Copies a file to a path, where it outlives a power cut; answers whether it was there. */
	copyTo(storageName: string, path: string): Promise<boolean>;
	/** Keeps a file under its name with a suffix, which takes its name from it. */
	setAside(storageName: string, suffix: string): Promise<void>;
	/** Puts a file back whose bytes are at a path. */
	putBack(storageName: string, path: string): Promise<void>;
	/** Resolves when all that was put back outlives a power cut. */
	sync(): Promise<void>;
	close(): Promise<void>;
};

/** A file this young, in milliseconds, may belong to a create that is still running. */
export const gracePeriod = 60 * 60 * 1000;
