import type { Room } from "../../platform/house.ts";
import { witness } from "./audit/witness.ts";
import { resetTask } from "./passwords/request-reset.ts";
import { routes } from "./routes.ts";
import { authenticate } from "./sessions/authenticate.ts";
import { presence } from "./sessions/presence.ts";
import { sweepTask } from "./sweep.ts";

export { companyName, setCompanyName } from "../../platform/company.ts";
export { recordAccess } from "./audit/record-access.ts";
export { addBranch } from "./company/branches.ts";
export { addDemoPerson, addDemoToken } from "./company/demo.ts";
export { ownerLink } from "./company/owner-link.ts";
export { addTeam, requireTeam } from "./company/teams.ts";
export { isActiveMember, memberNames } from "./members/member-names.ts";
export { memberActor } from "./sessions/authenticate.ts";
export { anybodyHere } from "./sessions/presence.ts";

export const staff: Room = {
  name: "staff",
  routes,
  tasks: [resetTask, sweepTask],
  authenticate,
  presence,
  witness,
  topics: { staff: "member" },
};
