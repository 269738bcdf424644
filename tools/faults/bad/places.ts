import { must } from "../ask.ts";
import type { Trial } from "../trial.ts";

/** An address that takes changes, with what a client must bring to be heard. */
export interface Place {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A token of a fresh device. */
export async function newDevice({ product, site }: Trial): Promise<string> {
  const body = { site, locale: "en" };
  const headers = { "x-forwarded-for": "10.9.9.9" };
  return (await must<{ token: string }>(product, "/api/chat/devices", { body, headers })).token;
}

/** One place of each kind: of customers, of staff, for everybody, and of the intake with its own protocol. */
export function placesOf(trial: Trial, device: string): Place[] {
  const customer = { authorization: `Bearer ${device}` };
  const member = { authorization: `Bearer ${trial.token}` };
  const somewhere = (n: number) => ({ "x-forwarded-for": `10.8.0.${n}` });
  return [
    { path: "/api/chat/messages", headers: { ...customer, ...somewhere(1) } },
    { path: `/api/forms/${trial.site}/messages`, headers: somewhere(2) },
    { path: "/api/customers", headers: { ...member, ...somewhere(3) } },
    { path: "/v1/batch", headers: somewhere(4) },
    { path: "/v1/track", headers: somewhere(5) },
  ];
}
