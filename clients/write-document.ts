import { readFileSync, writeFileSync } from "node:fs";
import { fillDocument } from "./support/fill-document.ts";

const file = new URL("../docs/clients.md", import.meta.url);
writeFileSync(file, fillDocument(readFileSync(file, "utf8")));
