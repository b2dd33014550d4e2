// Keys and buttons. Every key has a button too, and one switch turns all keys off.

import { discard, dismiss, openCard, closeCard, step, takeBack } from "./cards.js";
import { choose } from "./form.js";
import { markAgain, markFrom, markKey, marks, show } from "./marking.js";
import { memory } from "./memory.js";
import { $, $$, cards, desk, formOf, state, sheet, spans } from "./page.js";

const actions = {
  ...marks,
  next: () => step(1), previous: () => step(-1),
  accept: () => formOf(state.open)?.requestSubmit(),
  dismiss: () => dismiss(state.open), undo: takeBack,
  name: () => formOf(state.open)?.elements["party-0-name"]?.focus(),
  cue: () => formOf(state.open)?.elements.cue.focus(),
  mark: () => markFrom(state.open ? spans(state.open)[0][0] : state.cursor),
  again: () => markAgain(state.open),
  help: () => sheet.showModal(),
};
const KEYS = { j: "next", k: "previous", x: "dismiss", z: "undo", n: "name", c: "cue", m: "mark", w: "again", "?": "help" };
const SWITCH = "desk/shortcuts"; // for this browser, whoever signs in: some people can't use single keys
const on = () => memory.get(SWITCH) !== false;

const box = $(".shortcuts-on");
box.checked = on();
box.addEventListener("change", () => { memory.set(SWITCH, box.checked); show(); });

document.addEventListener("keydown", (event) => {
  const target = event.target, writing = target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  if (sheet.open || event.altKey || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return actions.accept(); }
  if (event.ctrlKey || event.metaKey) return;
  if (writing) return whileWriting(event, target);
  if (!on()) return;
  const action = actionOf(event, event.key === "Enter" && target.matches("button, a, summary"));
  if (!action) return;
  event.preventDefault();
  action();
});

/** What a key does now. With `native`, the browser itself presses the focused button. */
function actionOf(event, native) {
  if (state.marking) return native ? null : markKey(event);
  return actions[KEYS[event.key]] ?? digit(event.key) ?? (event.key === "Enter" && !native && state.open ? actions.accept : null);
}

function whileWriting(event, target) {
  const form = target.closest(".quote-form");
  if (!form) return;
  if (event.key === "Enter" && target.matches("input")) { event.preventDefault(); form.requestSubmit(); }
  if (event.key === "Escape") { event.preventDefault(); $("[name=save]:not([hidden])", form).focus(); }
  if (event.key === "ArrowDown" && target.name.endsWith("-name")) { event.preventDefault(); choose($(".who input", target.closest(".party-fields"))); }
}

function digit(key) {
  if (!/^[1-9]$/.test(key) || !formOf(state.open)) return null;
  const choice = $$(".party-fields:first-of-type .who input[type=radio]", state.open)[key - 1];
  return choice ? () => choose(choice) : null;
}

desk.addEventListener("click", (event) => {
  const button = event.target.closest("[data-does]");
  if (button) {
    if (sheet.open && button.dataset.does !== "help") sheet.close();
    return button.dataset.does === "discard" ? discard(button.closest(".card")) : actions[button.dataset.does]();
  }
  const opener = event.target.closest(".card-open");
  if (opener && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const card = opener.closest(".card");
    return card === state.open ? closeCard() : openCard(card);
  }
  const mark = event.target.closest(".m[data-keys]");
  if (!mark || !getSelection().isCollapsed || state.marking) return;
  const card = cards().find((other) => mark.dataset.keys.split(" ").includes(other.dataset.key));
  if (card && card !== state.open) openCard(card);
});
