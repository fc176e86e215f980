/** Of a problem whose sentence quotes nothing. */
export type NoParameters = Readonly<Record<never, never>>;
