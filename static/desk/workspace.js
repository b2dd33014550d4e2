// The workspace works without scripts; with this one, a quote takes a single key.

import { dismiss, newCard, openCard } from "./cards.js";
import { choose, keep, keptHere, keptKey, redraw, refresh, save, settle } from "./form.js";
import "./keys.js";
import { markFrom } from "./marking.js";
import { memory, own } from "./memory.js";
import { $, cards, fragment, isProposal, list, state, announce, spans } from "./page.js";
import { highlight } from "./highlights.js";

list.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, button = event.submitter;
  if (button?.name === "dismiss") return dismiss(form.closest(".card"));
  if (button && button.name !== "save") return redraw(form, [button.name, button.value]);
  if (form.hasAttribute("data-settled") || form.warned) return store(form);
  const field = document.activeElement;
  if (field?.name?.endsWith("-name") && field.value) return choose($(".who input", field.closest(".party-fields")));
  form.warned = true;
  $(".form-status", form).textContent = "No speaker is chosen yet. Choose one, or save again to leave it open.";
  $(".who input", form)?.focus();
});

async function store(form) {
  const card = form.closest(".card");
  const answer = await save(form);
  if (answer) goOn(card, answer);
}

/** The saved quote replaces its card; then the next proposal opens, or marking resumes. */
function goOn(card, answer) {
  memory.drop(keptKey(card));
  const marked = card.dataset.state === "new" && card.dataset.keyboard, end = spans(card).at(-1)[1];
  const following = cards().slice(cards().indexOf(card) + 1);
  card.replaceWith(fragment(answer.card));
  for (const other of cards()) if (isProposal(other) && !answer.waiting.includes(other.dataset.key)) other.remove();
  state.open = null;
  state.cursor = end;
  $(".drafts").textContent = answer.drafts;
  announce("Saved as a draft.");
  highlight();
  if (marked) return markFrom(end);
  const next = following.find((other) => other.isConnected && isProposal(other)) ?? cards().find(isProposal);
  if (next) return openCard(next);
  announce("Saved. There are no proposals left.");
  $(`#card-${CSS.escape(answer.key)} .card-open`)?.focus();
}

let typing;
for (const [event, pause] of [["input", 250], ["change", 0]]) {
  list.addEventListener(event, ({ target }) => {
    const form = target.closest(".quote-form");
    if (!form) return;
    if (event === "change") settle(form);
    keep(form);
    clearTimeout(typing);
    typing = setTimeout(() => refresh(form), pause);
  });
}

/** Label what an earlier visit left unsaved. */
function showKept() {
  for (const key of memory.keys(keptHere)) {
    const existing = cards().find((card) => keptKey(card) === key);
    const chip = () => Object.assign(document.createElement("span"), { className: "chip chip--kept", textContent: "Not saved yet" });
    if (existing) $(".card-foot", existing).prepend(chip());
    else if (/^\d+-\d+(,\d+-\d+)*$/.test(key.slice(keptHere.length))) newCard(key.slice(keptHere.length));
  }
}

memory.drop(`${own}form/article`); // it was saved: this is its workspace
showKept();
highlight();
const asked = location.hash.startsWith("#card-") && document.getElementById(location.hash.slice(1));
const first = asked || cards().find(isProposal);
if (first && isProposal(first) && (asked || matchMedia("(min-width: 62rem)").matches)) openCard(first);
