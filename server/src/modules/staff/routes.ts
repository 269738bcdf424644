import * as contract from "../../../../contract/staff.ts";
import { serve } from "../../platform/http/serve.ts";
import { me } from "./me.ts";
import { signIn } from "./sign-in.ts";

const GUESSES = { max: 20, windowMs: 60_000 };

export const routes = [
  serve(contract.signIn, signIn, { limit: GUESSES }),
  serve(contract.me, me),
];
