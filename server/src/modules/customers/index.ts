import "./events.ts";
import type { Room } from "../../platform/room.ts";
import { authenticateDevice } from "./devices/authenticate-device.ts";
import { devicePresence } from "./devices/presence.ts";
import { settleTask } from "./merging/settle-task.ts";
import { routes } from "./routes.ts";

export { enterDevice } from "./devices/enter-device.ts";
export { issueCode } from "./devices/issue-code.ts";
export { leaveDevice } from "./devices/leave-device.ts";
export { devicePresence, devicesOf } from "./devices/presence.ts";
export { redeemCode } from "./devices/redeem-code.ts";
export { provedOn, visibleLeaves } from "./devices/visible-leaves.ts";
export { claim } from "./identifiers/claim.ts";
export { identifiersOf } from "./identifiers/identifiers-of.ts";
export { type Contact, leafForContact } from "./identifiers/leaf-for-contact.ts";
export { leafOf } from "./identifiers/leaf-of.ts";
export { normalise, readIdentifier } from "./identifiers/normalise.ts";
export { type Proof, prove } from "./identifiers/prove.ts";
export { suggestionsOf } from "./identifiers/suggestions-of.ts";
export type { Identifier } from "./identity/namespaces.ts";
export { canonicalsOf } from "./people/canonicals-of.ts";
export { leavesOf } from "./people/leaves-of.ts";
export { linesOf } from "./people/lines-of.ts";
export { localeOf } from "./people/locale-of.ts";
export { lockPerson } from "./people/lock-person.ts";
export { newLeaf } from "./people/new-leaf.ts";
export { setTrait } from "./people/set-trait.ts";
export { touch } from "./people/touch.ts";
export { authenticateDevice };

export const customers: Room = {
  name: "customers",
  routes,
  tasks: [settleTask],
  authenticate: authenticateDevice,
  presence: devicePresence,
  topics: { customer: "customers.read" },
};
