import { runTogether } from "../support/run-together.ts";

await runTogether("costs");
