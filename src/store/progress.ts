/** Told how far a long task has come: what it is at, and how much of that is done. */
export type Progress = (what: string, done: number, total: number) => void;
