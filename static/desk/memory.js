// What was typed stays on this computer, each account's apart, until it is stored or its owner signs out.

const account = document.querySelector("meta[name=account]")?.content ?? "";

/** Where this account's things lie: nothing under it is anybody else's. */
export const own = `desk/${account}/`;

export const memory = {
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* nothing is kept, then */ } },
  keys(start) { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } },
};

/** A form's fields, without what proves to the server that the form is its own. */
export const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
