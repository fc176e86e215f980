import { pretendSynchronous } from "./pretend-synchronous.ts";

pretendSynchronous("NORMAL");
