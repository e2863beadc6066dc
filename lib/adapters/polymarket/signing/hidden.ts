// Keys, secrets and passphrases come locked up, in whatever the composition root locks them with.

/** A text that is shown to whoever asks for it by name, and to nobody else. */
export type Hidden = { readonly reveal: () => string };
