import { randomUUID } from "node:crypto";

export const newStorageName = (): string => randomUUID();

/** Whether a name has the form of those that files are given: by us, never by a caller. */
export function isStorageName(name: string): boolean {
	return /^[0-9a-f-]{36}$/.test(name);
}

export function requireStorageName(name: string): string {
	if (isStorageName(name)) return name;
	throw new Error(`Attachment name ${name} is none of ours.`);
}
