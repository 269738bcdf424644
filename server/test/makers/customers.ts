import type { Namespace } from "../../../contract/customers.ts";
import type { Locale } from "../../../contract/http.ts";
import {
  claim,
  enterDevice,
  newLeaf,
  normalise,
  type Proof,
  prove,
  setTrait,
} from "../../src/modules/customers/index.ts";
import type { Actor } from "../../src/platform/ctx.ts";
import type { Bare, Caller } from "../world-types.ts";

export interface MadeDevice extends Caller {
  readonly id: string;
  readonly leafId: string;
  readonly bearer: string;
  readonly actor: Actor;
}

export interface CustomerMakers {
  /** A customer of one leaf; answers its id. `proved` says which of its identifiers are proved, and how (by a code). */
  customer(over?: {
    name?: string;
    birthDate?: string;
    locale?: Locale;
    origin?: string;
    known?: boolean;
    proved?: Partial<Record<Namespace, string>>;
    claimed?: Partial<Record<Namespace, string>>;
    how?: Proof["how"];
  }): Promise<string>;
  /** A customer's device with its token, on a leaf of its own. */
  device(over?: { locale?: Locale; anonymousId?: string; name?: string }): Promise<MadeDevice>;
}

const system = { kind: "system", name: "test" } as const;

export const customerMakers = (world: Bare): CustomerMakers => ({
  customer: ({
    name,
    birthDate,
    locale,
    origin = "mail",
    known = true,
    proved = {},
    claimed = {},
    how = "code",
  } = {}) =>
    world.as(system, async (ctx) => {
      const id = await newLeaf(ctx, { origin, known, ...(name ? { name } : {}), ...(locale ? { locale } : {}) });
      if (birthDate) await setTrait(ctx, id, "birth_date", birthDate, "customer");
      for (const [ns, value] of Object.entries(claimed) as [Namespace, string][])
        await claim(ctx, id, { ns, value: normalise(ns, value) }, "typed");
      for (const [ns, value] of Object.entries(proved) as [Namespace, string][])
        await prove(ctx, id, { ns, value: normalise(ns, value) }, { how, ref: "test" });
      return id;
    }),
  device: async ({ locale = "en", anonymousId, name } = {}) => {
    const { token, deviceId, leafId } = await world.as(system, async (ctx) => {
      const entered = await enterDevice(ctx, { site: "shop", locale, ...(anonymousId ? { anonymousId } : {}) });
      if (name) await setTrait(ctx, entered.leafId, "name", name, "customer");
      return entered;
    });
    return { id: deviceId, leafId, bearer: token, actor: { kind: "device", id: deviceId, leafId, locale } };
  },
});
