/** Sentences of v4 alone, beside those of problems. */
export const en = {
	/** Of errors that concern no single member of a body, by code. */
	general: {
		UNAUTHORIZED: "The caller is not known, or may not do this.",
		ConflictingCredentials:
			"The request has credentials that contradict each other.",
		NOT_FOUND: "What was asked for does not exist.",
		METHOD_NOT_ALLOWED: "This path does not allow this method.",
		NOT_ACCEPTABLE:
			"The server has no answer in a type that the request accepts.",
		REQUEST_TIMEOUT: "The request took too long to arrive.",
		PAYLOAD_TOO_LARGE: "The body is larger than the limit.",
		UnsupportedMediaType: "This call does not take a body of this type.",
		EXPECTATION_FAILED:
			"The server does not support what the Expect header asks for.",
		TOO_MANY_REQUESTS: "There were too many requests in a short time.",
		BAD_REQUEST: "The request cannot be read.",
		INTERNAL_SERVER_ERROR: "The server failed; the request is not at fault.",
		SERVICE_UNAVAILABLE: "The server cannot do this now; try again.",
		INSUFFICIENT_STORAGE: "The server has no space left.",
		InvalidJson: "The body is not JSON as this call takes it.",
		DuplicateKey: "A key appears twice.",
		UnsafeNumber: "A number cannot be kept with the digits that were sent.",
		IllFormedText: "A text is not well-formed Unicode.",
		DepthExceeded: "Lists and objects are nested deeper than the limit.",
		ReservedKey: "A key is reserved.",
		TooManyValues: "The body holds more values than the limit.",
		TooManyKeys: "An object holds more keys than the limit.",
		KeyTooLong: "A key is longer than the limit.",
	},
	httpStatus: (status: number) => `The HTTP status is ${status}.`,
	unknownCase: "There is no such case, or this caller may not see it.",
} as const;
