export type { Credentials, Room, Service } from "./house.ts";
