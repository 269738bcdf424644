/** How the file store knows that a file is the raw text of a mail that came in. */
export const mailOwner = (mailId: string): string => `conversations.mail_in:${mailId}`;
