import { createContext, useContext } from "react";
import type { Permission } from "../../../../contract/permissions.ts";
import type { Me } from "../../../../contract/staff.ts";

const Signed = createContext<Me | null>(null);

/** Says to everything below who is signed in. */
export const MeProvider = Signed.Provider;

/** The signed-in member. Only below the signed-in part of the desk. */
export function useMe(): Me {
  const me = useContext(Signed);
  if (me === null) throw new Error("nobody is signed in here");
  return me;
}

/** Whether the signed-in member holds a permission; the server decides for itself. */
export const useCan = (permission: Permission): boolean => useMe().permissions.includes(permission);
