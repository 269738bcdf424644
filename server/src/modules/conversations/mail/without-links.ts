const LINK = /(?:https?:\/\/|www\.)\S+|\b[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){0,5}\.\p{L}{2,}\/\S*/giu;

/**
 * Words for a mail that a machine of ours writes to an address which anybody may have typed: where they were a link they
 * lead nowhere, so that nobody sends their links through us.
 */
export const withoutLinks = (words: string): string => words.replace(LINK, "[…]");
