import { render } from "preact";
import { openShadow } from "../shared/shadow.ts";
import { type Surroundings, SurroundingsProvider } from "../shared/surroundings.ts";
import { ContactForm } from "./ContactForm.tsx";

/** Draw the contact form in this place; what stood in it before was for visitors without the script. */
export function mountForm(place: HTMLElement, surroundings: Surroundings, anonymousId: () => string | undefined): void {
  render(
    <SurroundingsProvider value={surroundings}>
      <ContactForm anonymousId={anonymousId} />
    </SurroundingsProvider>,
    openShadow(place, surroundings.api.origin, surroundings.config.accent),
  );
}
