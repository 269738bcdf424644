import { z } from "zod";
import type { Permission } from "./permissions.ts";
import type { RefusalCode } from "./refusals.ts";

/** Who may make a call. Rows are narrowed further by the room's `find.ts`; nothing else decides. */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "member" }
  | { readonly kind: "staff"; readonly permission: Permission }
  | { readonly kind: "device" };

/** Anybody, signed in or not. */
export const pub: Access = { kind: "public" };
/** Any signed-in member of staff, whatever the role. */
export const member: Access = { kind: "member" };
/** A customer's device, by the token that it was given. */
export const device: Access = { kind: "device" };
/** A member of staff (or an API token) that holds this permission. */
export const staff = (permission: Permission): Access => ({ kind: "staff", permission });

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One HTTP call: the single place where its address, shapes, access and refusals are written down. */
export interface Call<In extends z.ZodObject = z.ZodObject, Out extends z.ZodType = z.ZodType> {
  /** `room.verb`, unique; names the operation in logs, OpenAPI and tests. */
  readonly id: `${string}.${string}`;
  readonly method: Method;
  /** Below `/api`; `:name` takes the field `name` of the input, the rest is query (GET, DELETE) or body. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly access: Access;
  readonly input: In;
  readonly output: Out;
  readonly refusals: readonly RefusalCode[];
  /** `upload`: multipart files in, handed to the operation as stored files. `download`: a stored file out. JSON otherwise. */
  readonly body?: "upload" | "download";
  /** Pages of other companies' sites may make the call (widget, form); it never looks at cookies. */
  readonly anyOrigin?: true;
}

/** Declare a call. */
export const call = <In extends z.ZodObject, Out extends z.ZodType>(c: Call<In, Out>): Call<In, Out> => c;

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime();
/** A UUIDv7 made by the application. */
export const Id = z.uuid();
/** The languages of screens and mails. */
export const Locale = z.enum(["pl", "ro", "en"]);
export type Locale = z.infer<typeof Locale>;
/** Nothing to say but that it was done. */
export const Done = z.object({});

/** Query fields of every list: an opaque cursor of the page before and the size of a page. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};
/** One page of a list; `next` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** True for the query values `true`, `1`; false for the rest. */
export const Flag = z.union([
  z.boolean(),
  z.enum(["true", "false", "1", "0"]).transform((v) => v === "true" || v === "1"),
]);

/** The names in a path: `/a/:b` → `["b"]`. */
export const pathParams = (path: string): string[] => [...path.matchAll(/:([A-Za-z]+)/g)].map((m) => m[1]!);
