/** Does it look like an e-mail address? The server decides; this only spares a round trip for what cannot be one. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim());
