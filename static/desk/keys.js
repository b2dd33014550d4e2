// Keys and buttons. Every key is a button, too, and one switch turns all keys off.

import { discard, dismiss, openCard, shut, step, takeBack } from "./cards.js";
import { choose } from "./form.js";
import { markAnew, markFrom, markKey, marks, show } from "./marking.js";
import { memory } from "./memory.js";
import { $, $$, cards, desk, formOf, now, sheet, spans } from "./page.js";

const does = {
  ...marks,
  next: () => step(1), previous: () => step(-1),
  accept: () => formOf(now.open)?.requestSubmit(),
  dismiss: () => dismiss(now.open), undo: takeBack,
  name: () => formOf(now.open)?.elements["party-0-name"]?.focus(),
  cue: () => formOf(now.open)?.elements.cue.focus(),
  mark: () => markFrom(now.open ? spans(now.open)[0][0] : now.cursor),
  again: () => markAnew(now.open),
  help: () => sheet.showModal(),
};
const KEYS = { j: "next", k: "previous", x: "dismiss", z: "undo", n: "name", c: "cue", m: "mark", w: "again", "?": "help" };
const SWITCH = "desk/shortcuts"; // of this browser: who can't use keys can't use them under any name
const on = () => memory.get(SWITCH) !== false;

const box = $(".shortcuts-on");
box.checked = on();
box.addEventListener("change", () => { memory.set(SWITCH, box.checked); show(); });

document.addEventListener("keydown", (event) => {
  const target = event.target, writing = target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  if (sheet.open || event.altKey || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return does.accept(); }
  if (event.ctrlKey || event.metaKey) return;
  if (writing) return whileWriting(event, target);
  if (!on()) return;
  const action = actionOf(event, event.key === "Enter" && target.matches("button, a, summary"));
  if (!action) return;
  event.preventDefault();
  action();
});

/** What a key does now; `native`: the browser itself presses what has the focus. */
function actionOf(event, native) {
  if (now.marking) return native ? null : markKey(event);
  return does[KEYS[event.key]] ?? digit(event.key) ?? (event.key === "Enter" && !native && now.open ? does.accept : null);
}

function whileWriting(event, target) {
  const form = target.closest(".quote-form");
  if (!form) return;
  if (event.key === "Enter" && target.matches("input")) { event.preventDefault(); form.requestSubmit(); }
  if (event.key === "Escape") { event.preventDefault(); $("[name=save]:not([hidden])", form).focus(); }
  if (event.key === "ArrowDown" && target.name.endsWith("-name")) { event.preventDefault(); choose($(".who input", target.closest(".party-fields"))); }
}

function digit(key) {
  if (!/^[1-9]$/.test(key) || !formOf(now.open)) return null;
  const choice = $$(".party-fields:first-of-type .who input[type=radio]", now.open)[key - 1];
  return choice ? () => choose(choice) : null;
}

desk.addEventListener("click", (event) => {
  const button = event.target.closest("[data-does]");
  if (button) {
    if (sheet.open && button.dataset.does !== "help") sheet.close();
    return button.dataset.does === "discard" ? discard(button.closest(".card")) : does[button.dataset.does]();
  }
  const opener = event.target.closest(".card-open");
  if (opener && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const card = opener.closest(".card");
    return card === now.open ? shut() : openCard(card);
  }
  const mark = event.target.closest(".m[data-keys]");
  if (!mark || !getSelection().isCollapsed || now.marking) return;
  const card = cards().find((other) => mark.dataset.keys.split(" ").includes(other.dataset.key));
  if (card && card !== now.open) openCard(card);
});
