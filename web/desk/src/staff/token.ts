/** The secret of a one-time link: "#token=…", which browsers never send to a server. "" where there is none. */
export const tokenOf = (hash: string): string => new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";
