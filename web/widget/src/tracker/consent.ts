interface Signals {
  readonly globalPrivacyControl?: unknown;
  readonly doNotTrack?: unknown;
}

/** May this visitor be followed? Not against Global Privacy Control or Do Not Track, whatever the page wishes. */
export const mayTrack = (signals: Signals, pageAllows: boolean): boolean =>
  pageAllows && signals.globalPrivacyControl !== true && signals.doNotTrack !== "1" && signals.doNotTrack !== "yes";
