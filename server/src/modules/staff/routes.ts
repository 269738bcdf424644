import * as contract from "../../../../contract/staff.ts";
import { serve } from "../../platform/http/serve.ts";
import { audit } from "./audit/audit.ts";
import { addBranch, branches } from "./company/branches.ts";
import { claimOwnership } from "./company/claim-ownership.ts";
import { addTeam, teams } from "./company/teams.ts";
import { welcome } from "./company/welcome.ts";
import { addMember } from "./members/add-member.ts";
import { changeMe } from "./members/change-me.ts";
import { changeMember } from "./members/change-member.ts";
import { me } from "./members/me.ts";
import { members } from "./members/members.ts";
import { photo } from "./members/photo.ts";
import { setPhoto } from "./members/set-photo.ts";
import { requestReset } from "./passwords/request-reset.ts";
import { setPassword } from "./passwords/set-password.ts";
import { revokeSession } from "./sessions/revoke-session.ts";
import { sessions } from "./sessions/sessions.ts";
import { signIn } from "./sessions/sign-in.ts";
import { signOut } from "./sessions/sign-out.ts";
import { addApiToken } from "./tokens/add-api-token.ts";
import { apiTokens } from "./tokens/api-tokens.ts";
import { revokeApiToken } from "./tokens/revoke-api-token.ts";

/** Of one address, for whatever it tries to guess. Tries at one account are counted besides, in the database. */
const limit = { max: 20, windowMs: 60_000 };
/** The same for an office that comes to work behind one address. */
const signInLimit = { ...limit, max: 60 };

export const routes = [
  serve(contract.welcome, welcome),
  serve(contract.claimOwnership, claimOwnership, { limit }),
  serve(contract.signIn, signIn, { limit: signInLimit }),
  serve(contract.signOut, signOut),
  serve(contract.me, me),
  serve(contract.changeMe, changeMe),
  serve(contract.sessions, sessions),
  serve(contract.revokeSession, revokeSession),
  serve(contract.requestReset, requestReset, { limit }),
  serve(contract.setPassword, setPassword, { limit }),
  serve(contract.setPhoto, setPhoto),
  serve(contract.photo, photo),
  serve(contract.members, members),
  serve(contract.addMember, addMember),
  serve(contract.changeMember, changeMember),
  serve(contract.branches, branches),
  serve(contract.addBranch, addBranch),
  serve(contract.teams, teams),
  serve(contract.addTeam, addTeam),
  serve(contract.apiTokens, apiTokens),
  serve(contract.addApiToken, addApiToken),
  serve(contract.revokeApiToken, revokeApiToken),
  serve(contract.audit, audit),
];
