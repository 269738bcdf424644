import type { Actor } from "../ctx.ts";
import type { Room } from "../house.ts";

/** May this actor watch the topic? A device its own only; staff what their permissions let them read; the rest nothing. */
export function mayWatch(rooms: readonly Room[], actor: Actor, topic: string): boolean {
  if (actor.kind === "device") return topic === `device:${actor.id}`;
  if (actor.kind !== "member") return false;
  if (topic === `member:${actor.id}`) return true;
  const word = topic.split(":")[0] ?? "";
  const permission = rooms.map((room) => room.topics?.[word]).find((candidate) => candidate !== undefined);
  if (permission === undefined) return false;
  return permission === "member" || actor.permissions.has(permission);
}
