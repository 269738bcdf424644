/** The member's id in an actor as logs and events name it (`member:<id>`); undefined for anybody else. */
export const memberIn = (actor: string): string | undefined =>
  actor.startsWith("member:") ? actor.slice("member:".length) : undefined;
