// Whoever signs out takes along what they left unsaved here: asked first, then nothing of it stays.

import { memory, own } from "./memory.js";

for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", (event) => {
    const kept = memory.keys(own);
    const [things, them] = kept.length === 1 ? ["One thing that you entered isn’t", "it"] : [`${kept.length} things that you entered aren’t`, "them"];
    if (kept.length && !confirm(`${things} stored yet. Signing out throws ${them} away. Sign out?`)) return event.preventDefault();
    for (const key of kept) memory.drop(key);
  });
}
