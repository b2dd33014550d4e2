// Forms outside the workspace remember what was typed until it is saved.

import { fieldsOf, memory, own } from "./memory.js";

document.documentElement.classList.add("scripted");
for (const form of document.querySelectorAll("form[data-kept]")) keepForm(form);

function keepForm(form) {
  const key = `${own}form/${form.dataset.kept}`;
  const written = fieldsOf(form).some(([, value]) => value.trim());
  if (!written) for (const [name, value] of memory.get(key) ?? []) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener("input", () => memory.set(key, fieldsOf(form)));
  // The workspace, which opens after a successful save, forgets it.
}
