// What was typed stays on this computer, separately for each account, until it is saved or the person signs out.

const account = document.querySelector("meta[name=account]")?.content ?? "";

/** Prefix of this account's storage keys. */
export const own = `desk/${account}/`;

export const memory = {
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* there is no storage */ } },
  keys(start) { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } },
};

/** A form's fields, without the CSRF token. */
export const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
