import { open } from "node:fs/promises";

/* No file handle of this process flushes anything: the bytes of attachments reach the disk whenever the kernel likes. */

const handle = await open(import.meta.filename);
const prototype: { sync: () => Promise<void> } = Object.getPrototypeOf(handle);
await handle.close();
prototype.sync = async () => {};
