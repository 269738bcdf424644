import type { z } from "zod";
import type { config as configCall, enter as enterCall } from "../../../../../contract/chat.ts";
import { deviceOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { enterDevice, leaveDevice, writeKeyOfSite } from "../../customers/index.ts";
import { anybodyHere, companyName } from "../../staff/index.ts";
import { findSite } from "./find-site.ts";

/** What the widget needs to draw itself. */
export async function config(
  ctx: Ctx,
  input: z.output<(typeof configCall)["input"]>,
): Promise<z.input<(typeof configCall)["output"]>> {
  const site = found(await findSite(ctx, input.site));
  return {
    company: await companyName(ctx),
    accent: site.accent,
    greeting: site.greeting[input.locale],
    staffed: await anybodyHere(ctx),
    writeKey: await writeKeyOfSite(ctx, site.key),
  };
}

/** Make this browser a device; nobody is known by that yet. */
export async function enter(
  ctx: Ctx,
  input: z.output<(typeof enterCall)["input"]>,
): Promise<{ token: string; deviceId: string }> {
  const site = found(await findSite(ctx, input.site));
  const { token, deviceId } = await enterDevice(ctx, {
    locale: input.locale,
    site: site.key,
    ...(input.anonymousId === undefined ? {} : { anonymousId: input.anonymousId }),
  });
  return { token, deviceId };
}

/** Forget this device. */
export async function leave(ctx: Ctx): Promise<Record<string, never>> {
  await leaveDevice(ctx, deviceOf(ctx).id);
  return {};
}
