import { hash } from "node:crypto";
import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import {
	describePage,
	type S3ErrorCode,
	sendS3Error,
	sendXml,
} from "./s3-answers.ts";
import { signatureOf } from "./signature-of.ts";

type Operation = "Put" | "Get" | "Delete" | "List" | "Copy";

/** What goes wrong with requests of one kind. */
export type S3Fault = {
	readonly on: Operation;
	/** An error of S3, or the connection: cut before an answer, cut after the object was stored, cut in the midst of the bytes, silent, silent in their midst, other bytes, or none of S3. */
	readonly kind:
		| S3ErrorCode
		| "cut"
		| "storedThenCut"
		| "half"
		| "hang"
		| "halfThenHang"
		| "wrongBytes"
		| "html";
	/** How many times; for ever unless it says. */
	times?: number;
};

type StoredObject = { readonly content: Buffer; readonly at: number };

export type S3Server = {
	readonly url: string;
	readonly objects: Map<string, StoredObject>;
	/** Each request as `Put files/name`, in their order. */
	readonly requests: string[];
	/** The time by which it dates objects and answers. */
	readonly clock: { now: number };
	/** Keys on a page of a list. */
	pageSize: number;
	fault: S3Fault | null;
	/** Settings of a casebridge that keeps its attachments here. */
	readonly env: NodeJS.ProcessEnv;
	[Symbol.asyncDispose](): Promise<void>;
};

export const s3Credentials = { keyId: "AKIATEST", secret: "s3cr3t/Key+" };
export const s3Bucket = "files";

/** A server that speaks of S3 what casebridge uses, checks every signature, and can be told to fail. It keeps everything in memory. */
export async function startS3Server(): Promise<S3Server> {
	const http = createServer((request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => {
		http.listen(0, "127.0.0.1", resolve);
	});
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	const s3: S3Server = {
		url,
		objects: new Map(),
		requests: [],
		clock: { now: Date.now() },
		pageSize: 1_000,
		fault: null,
		env: {
			ATTACHMENTS_URL: `s3://${s3Bucket}/case/files`,
			S3_ENDPOINT: url,
			AWS_ACCESS_KEY_ID: s3Credentials.keyId,
			AWS_SECRET_ACCESS_KEY: s3Credentials.secret,
			// A profile of whoever runs the tests would come before these.
			AWS_PROFILE: "",
		},
		async [Symbol.asyncDispose]() {
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};

	async function answer(request: IncomingMessage, response: ServerResponse) {
		const { pathname, searchParams } = new URL(request.url ?? "", url);
		const [, bucket, ...rest] = decodeURIComponent(pathname).split("/");
		const key = rest.join("/");
		const operation = operationOf(request, key);
		s3.requests.push(`${operation} ${key}`);
		const kind = takeFault(operation);
		response.setHeader("date", new Date(s3.clock.now).toUTCString());
		if (kind === "hang") return;
		if (kind === "cut") return request.socket.destroy();
		const content = await buffer(request);
		const refused =
			refusal(request, content) ??
			(bucket === s3Bucket ? null : "NoSuchBucket");
		if (refused !== null) return sendS3Error(response, refused);
		if (kind === "html") return response.end("<html>Welcome to nginx!</html>");
		if (kind !== null && /^[A-Z]/.test(kind))
			return sendS3Error(response, kind as S3ErrorCode);
		switch (operation) {
			case "Put":
				s3.objects.set(key, { content, at: s3.clock.now });
				if (kind === "storedThenCut") return request.socket.destroy();
				return response.setHeader("etag", etagOf(content)).end();
			case "Copy": {
				const [, ...source] = String(
					request.headers["x-amz-copy-source"],
				).split("/");
				const from = s3.objects.get(decodeURIComponent(source.join("/")));
				if (!from) return sendS3Error(response, "NoSuchKey");
				s3.objects.set(key, { ...from, at: s3.clock.now });
				return sendXml(response, "<CopyObjectResult/>");
			}
			case "Get": {
				const found = s3.objects.get(key);
				if (!found) return sendS3Error(response, "NoSuchKey");
				return sendBytes(response, found.content, kind);
			}
			case "Delete":
				s3.objects.delete(key);
				return response.writeHead(204).end();
			case "List":
				return sendXml(response, describePage(pageOf(searchParams)));
		}
	}

	function takeFault(operation: Operation): S3Fault["kind"] | null {
		const { fault } = s3;
		if (fault?.on !== operation || fault.times === 0) return null;
		if (fault.times !== undefined) fault.times--;
		return fault.kind;
	}

	function pageOf(query: URLSearchParams) {
		const prefix = query.get("prefix") ?? "";
		const after = query.get("continuation-token") ?? "";
		const most = Math.min(
			Number(query.get("max-keys") ?? s3.pageSize),
			s3.pageSize,
		);
		const keys = [...s3.objects.keys()]
			.filter((key) => key.startsWith(prefix) && key > after)
			.filter(
				(key) =>
					query.get("delimiter") !== "/" ||
					!key.slice(prefix.length).includes("/"),
			)
			.toSorted();
		const shown = keys.slice(0, most);
		return {
			objects: shown.map((key) => ({
				key,
				at: s3.objects.get(key)?.at as number,
			})),
			next: keys.length > most ? (shown.at(-1) as string) : null,
		};
	}

	return s3;
}

function operationOf({ method, headers }: IncomingMessage, key: string) {
	if (method === "PUT") return headers["x-amz-copy-source"] ? "Copy" : "Put";
	if (method === "DELETE") return "Delete";
	return key === "" ? "List" : "Get";
}

/** Why a request is refused whatever it asks for: its signature, or bytes that are not those that it signs. */
function refusal(
	request: IncomingMessage,
	content: Buffer,
): S3ErrorCode | null {
	const signature = signatureOf(request, s3Credentials.secret);
	if (signature === null) return "AccessDenied";
	if (signature.keyId !== s3Credentials.keyId) return "InvalidAccessKeyId";
	if (signature.given !== signature.expected) return "SignatureDoesNotMatch";
	const { headers } = request;
	if (request.method === "PUT" && headers["content-length"] === undefined)
		return "MissingContentLength";
	// Bytes in chunks with signatures or checksums of their own are not understood.
	return headers["x-amz-content-sha256"] === hash("sha256", content)
		? null
		: "XAmzContentSHA256Mismatch";
}

const etagOf = (content: Buffer) => `"${hash("md5", content)}"`;

function sendBytes(
	response: ServerResponse,
	content: Buffer,
	kind: S3Fault["kind"] | null,
) {
	response.setHeader("content-length", content.length);
	response.setHeader("etag", etagOf(content));
	if (kind !== "half" && kind !== "halfThenHang") {
		const sent = Buffer.from(content);
		if (kind === "wrongBytes") sent[0] = (sent[0] as number) ^ 1;
		return response.end(sent);
	}
	response.write(content.subarray(0, content.length / 2), () => {
		if (kind === "half") response.destroy();
	});
}
