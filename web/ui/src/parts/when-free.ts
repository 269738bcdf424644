/** Where keys have a meaning of their own: menus, dialogs, lists of choices. */
const BUSY = "[role=menu], [role=dialog], [role=listbox]";
/** What Enter presses by itself. */
const PRESSED = "a, button, summary";

/** A shortcut that holds back while a menu or dialog is in use, and leaves Enter to a link or button that has the focus. */
export const whenFree =
  (act: () => unknown) =>
  (event: KeyboardEvent): void => {
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest(BUSY) || (event.key === "Enter" && at?.closest(PRESSED))) return;
    act();
  };
