/** The words of a customer: `{{a|b}}` is `a` when a woman says or hears it and `b` when a man does; the rest is named. */
export const fillIn = (text: string, female: boolean, values: Readonly<Record<string, string>>): string =>
  text
    .replace(/\{\{([^{}|]*)\|([^{}|]*)\}\}/g, (_, woman: string, man: string) => (female ? woman : man))
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
