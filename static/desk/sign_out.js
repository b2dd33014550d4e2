// Before signing out, ask about unsaved entries; afterwards none of them stay on this computer.

import { memory, own } from "./memory.js";

for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", (event) => {
    const kept = memory.keys(own);
    const [things, them] = kept.length === 1 ? ["One thing you entered isn’t", "it"] : [`${kept.length} things you entered aren’t`, "them"];
    if (kept.length && !confirm(`${things} saved yet. Signing out discards ${them}. Sign out?`)) return event.preventDefault();
    for (const key of kept) memory.drop(key);
  });
}
