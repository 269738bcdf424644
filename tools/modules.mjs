/** The rooms that exist, in stair order: a room may call those before it, never those after. */
export const modules = ["staff", "customers", "conversations"];
