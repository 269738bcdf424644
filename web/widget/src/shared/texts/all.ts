import type { Locale } from "../../../../../contract/http.ts";
import { en, type Texts } from "./en.ts";
import { pl } from "./pl.ts";
import { ro } from "./ro.ts";

/** The texts of each language by key. The build packs this module: the keys stand in the script once, not three times. */
export const texts: Readonly<Record<Locale, Texts>> = { en, pl, ro };
