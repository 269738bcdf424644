import { z } from "zod";
import { call, Done, Flag, Id, Instant, Locale, member, pageOf, pageQuery, pub, staff } from "./http.ts";
import { Permission, Role } from "./permissions.ts";

export const Branch = z.object({
  id: Id,
  name: z.string(),
  city: z.string(),
  country: z.string(),
  timeZone: z.string(),
});
export type Branch = z.infer<typeof Branch>;

export const Team = z.object({ id: Id, name: z.string() });
export type Team = z.infer<typeof Team>;

/** What colleagues and, by name and photo, customers see of a member. */
export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  /** Address of the photo below `/api`, or null. */
  photo: z.string().nullable(),
  languages: z.array(z.string()),
  branchId: Id.nullable(),
  teamId: Id.nullable(),
  role: Role,
  active: z.boolean(),
  version: z.number().int(),
});
export type Member = z.infer<typeof Member>;

/** The signed-in member with everything the desk needs to draw itself. */
export const Me = Member.extend({ locale: Locale, permissions: z.array(Permission) });
export type Me = z.infer<typeof Me>;

export const Session = z.object({
  id: Id,
  userAgent: z.string(),
  ip: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  current: z.boolean(),
});

const Password = z.string().min(1).max(200);
const name = z.string().trim().min(1).max(120);
const email = z.email().max(254);

const memberFields = {
  name,
  email,
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).max(12),
  branchId: Id.nullable(),
  teamId: Id.nullable(),
  role: Role,
};

/** What the sign-in page shows before anybody signed in. */
export const welcome = call({
  id: "staff.welcome",
  method: "GET",
  path: "/welcome",
  summary: "The company's name, whether it has an owner, and (in the demo only) the people who may sign in",
  access: pub,
  input: z.object({}),
  output: z.object({
    company: z.string(),
    setUp: z.boolean(),
    demo: z.array(
      z.object({ name: z.string(), email: z.string(), role: Role, password: z.string(), photo: z.string().nullable() }),
    ),
  }),
  refusals: [],
});

/** The first owner takes the installation by the one-time link printed at the first start. */
export const claimOwnership = call({
  id: "staff.claimOwnership",
  method: "POST",
  path: "/owner",
  summary: "Become the first administrator by the one-time link",
  access: pub,
  input: z.object({
    token: z.string().max(200),
    name,
    email,
    password: Password,
    company: z.string().trim().min(1).max(120),
    locale: Locale,
  }),
  output: Me,
  refusals: ["link_not_valid", "password_too_weak", "already_set_up"],
});

export const signIn = call({
  id: "staff.signIn",
  method: "POST",
  path: "/sessions",
  summary: "Sign in by e-mail and password; the session is a cookie",
  access: pub,
  input: z.object({ email: z.string().max(254), password: Password }),
  output: Me,
  refusals: ["wrong_credentials"],
});

export const signOut = call({
  id: "staff.signOut",
  method: "DELETE",
  path: "/sessions/current",
  summary: "End this session",
  access: member,
  input: z.object({}),
  output: Done,
  refusals: [],
});

export const me = call({
  id: "staff.me",
  method: "GET",
  path: "/me",
  summary: "Who is signed in",
  access: member,
  input: z.object({}),
  output: Me,
  refusals: [],
});

export const changeMe = call({
  id: "staff.changeMe",
  method: "PATCH",
  path: "/me",
  summary: "Change one's own name, language of the screens, spoken languages or password",
  access: member,
  input: z.object({
    name: name.optional(),
    locale: Locale.optional(),
    languages: memberFields.languages.optional(),
    password: Password.optional(),
    oldPassword: Password.optional(),
  }),
  output: Me,
  refusals: ["wrong_credentials", "password_too_weak"],
});

export const setPhoto = call({
  id: "staff.setPhoto",
  method: "PUT",
  path: "/members/:memberId/photo",
  summary: "Show this uploaded picture as the member's photo (one's own, or anybody's with staff.manage)",
  access: member,
  input: z.object({ memberId: Id, fileId: Id.nullable() }),
  output: Member,
  refusals: ["unsupported_media_type"],
});

export const photo = call({
  id: "staff.photo",
  method: "GET",
  path: "/members/:memberId/photo",
  summary: "A member's photo; customers see it too",
  access: pub,
  anyOrigin: true,
  input: z.object({ memberId: Id }),
  output: z.unknown(),
  refusals: [],
  body: "download",
});

export const sessions = call({
  id: "staff.sessions",
  method: "GET",
  path: "/me/sessions",
  summary: "One's own open sessions",
  access: member,
  input: z.object({}),
  output: z.object({ items: z.array(Session) }),
  refusals: [],
});

export const revokeSession = call({
  id: "staff.revokeSession",
  method: "DELETE",
  path: "/me/sessions/:sessionId",
  summary: "End one of one's own sessions",
  access: member,
  input: z.object({ sessionId: Id }),
  output: Done,
  refusals: [],
});

export const requestReset = call({
  id: "staff.requestReset",
  method: "POST",
  path: "/password-resets",
  summary: "Ask for a mail with a link to set a new password; the answer is the same for unknown addresses",
  access: pub,
  input: z.object({ email: z.string().max(254) }),
  output: Done,
  refusals: [],
});

export const setPassword = call({
  id: "staff.setPassword",
  method: "POST",
  path: "/passwords",
  summary: "Set a password by the link of an invitation or a reset; ends all other sessions",
  access: pub,
  input: z.object({ token: z.string().max(200), password: Password }),
  output: Me,
  refusals: ["link_not_valid", "password_too_weak"],
});

export const members = call({
  id: "staff.members",
  method: "GET",
  path: "/members",
  summary: "Colleagues",
  access: member,
  input: z.object({ active: Flag.optional() }),
  output: z.object({ items: z.array(Member) }),
  refusals: [],
});

export const addMember = call({
  id: "staff.addMember",
  method: "POST",
  path: "/members",
  summary: "Invite a colleague; a mail with a link to set a password goes out",
  access: staff("staff.manage"),
  input: z.object({ ...memberFields, locale: Locale }),
  output: Member,
  refusals: ["email_taken"],
});

export const changeMember = call({
  id: "staff.changeMember",
  method: "PATCH",
  path: "/members/:memberId",
  summary: "Change a colleague; making one inactive ends all of the sessions",
  access: staff("staff.manage"),
  input: z.object({
    memberId: Id,
    version: z.number().int(),
    active: z.boolean().optional(),
    ...z.object(memberFields).partial().shape,
  }),
  output: Member,
  refusals: ["changed_meanwhile", "email_taken", "last_administrator"],
});

export const branches = call({
  id: "staff.branches",
  method: "GET",
  path: "/branches",
  summary: "Branches of the company",
  access: member,
  input: z.object({}),
  output: z.object({ items: z.array(Branch) }),
  refusals: [],
});

export const addBranch = call({
  id: "staff.addBranch",
  method: "POST",
  path: "/branches",
  summary: "Add a branch",
  access: staff("staff.manage"),
  input: z.object({ name, city: name, country: z.enum(["PL", "RO"]), timeZone: z.string().max(60) }),
  output: Branch,
  refusals: ["name_taken"],
});

export const teams = call({
  id: "staff.teams",
  method: "GET",
  path: "/teams",
  summary: "Teams of the company",
  access: member,
  input: z.object({}),
  output: z.object({ items: z.array(Team) }),
  refusals: [],
});

export const addTeam = call({
  id: "staff.addTeam",
  method: "POST",
  path: "/teams",
  summary: "Add a team",
  access: staff("staff.manage"),
  input: z.object({ name }),
  output: Team,
  refusals: ["name_taken"],
});

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(Permission),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
});

export const apiTokens = call({
  id: "staff.apiTokens",
  method: "GET",
  path: "/api-tokens",
  summary: "API tokens, without their secrets",
  access: staff("tokens.manage"),
  input: z.object({}),
  output: z.object({ items: z.array(ApiToken) }),
  refusals: [],
});

export const addApiToken = call({
  id: "staff.addApiToken",
  method: "POST",
  path: "/api-tokens",
  summary: "Make an API token; the secret is shown once",
  access: staff("tokens.manage"),
  input: z.object({ name, scopes: z.array(Permission).min(1) }),
  output: ApiToken.extend({ token: z.string() }),
  refusals: [],
});

export const revokeApiToken = call({
  id: "staff.revokeApiToken",
  method: "DELETE",
  path: "/api-tokens/:tokenId",
  summary: "Make an API token useless at once",
  access: staff("tokens.manage"),
  input: z.object({ tokenId: Id }),
  output: Done,
  refusals: [],
});

export const AuditEntry = z.object({
  id: Id,
  customerId: Id,
  at: Instant,
  action: z.string(),
  actor: z.string(),
  actorName: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const audit = call({
  id: "staff.audit",
  method: "GET",
  path: "/customers/:customerId/audit",
  summary: "Who saw and changed what of a customer, newest first",
  access: staff("audit.read"),
  input: z.object({ customerId: Id, ...pageQuery }),
  output: pageOf(AuditEntry),
  refusals: [],
});
