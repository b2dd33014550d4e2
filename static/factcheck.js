// The fact-checker's keys: j and k move through the queue; other keys are shown on their buttons.

const OFF = "verbatim-slash-off"; // the switch at the foot of the public pages
const items = [...document.querySelectorAll("[data-item]")];

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function off() {
  try { return localStorage.getItem(OFF); } catch { return false; }
}

function walk(step) {
  const at = items.indexOf(document.activeElement);
  const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else {
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    button.click();
    if (button.hash) document.querySelector(`${button.hash} :is(select, input:not([type=hidden]))`)?.focus();
  }
  event.preventDefault();
});
