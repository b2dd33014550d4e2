// The cards on the right: one is open at a time; a proposal is accepted or dismissed.

import { ask } from "./requests.js";
import { keptKey, place, showRefusal } from "./form.js";
import { memory } from "./memory.js";
import { $, cards, desk, fragment, isProposal, list, state, read, announce, spans } from "./page.js";
import { highlight, showPlace } from "./highlights.js";
import { wordsAt } from "./text.js";

const NEW = '<li class="card card--new"><div class="card-face"><p class="card-words" dir="auto"></p><p class="card-foot"><span class="chip">Not saved yet</span> <a class="card-open" href="#">Open</a> <button type="button" class="link" data-does="discard">Discard</button></p></div><div class="card-form"></div></li>';
const dismissed = [];
let asked = 0;

export async function openCard(card) {
  if (!card?.dataset.form) return card?.scrollIntoView({ block: "nearest" }); // it is public, or belongs to another text
  if (state.open && state.open !== card) closeCard();
  state.open = card;
  card.classList.add("card--open");
  highlight();
  showPlace();
  const kept = memory.get(keptKey(card)), mine = ++asked;
  try {
    const answer = kept ? await ask(kept.address, [...kept.fields, ["redraw", "1"]]) : await ask(card.dataset.form);
    if (mine !== asked) return;
    place(card, await answer.text());
    if (kept) announce("What you entered here earlier is back. It isn’t saved yet.");
  } catch (refusal) { showRefusal(card, refusal); }
}

export function closeCard() {
  const card = state.open;
  if (!card) return;
  card.classList.remove("card--open");
  $(".card-form", card).replaceChildren();
  if (card.dataset.state === "new" && !memory.get(keptKey(card))) card.remove();
  state.open = null;
  asked++;
  highlight();
}

export function step(by) {
  const all = cards().filter((card) => card.dataset.form);
  const at = state.open ? all.indexOf(state.open) + by : by > 0 ? 0 : all.length - 1;
  if (all[at]) openCard(all[at]);
  else announce(by > 0 ? "That was the last quote." : "That was the first quote.");
}

function insert(card) {
  const at = spans(card)[0][0];
  const after = cards().find((other) => (spans(other)[0]?.[0] ?? 0) > at);
  list.insertBefore(card, after ?? null);
  $(".desk-cards .none")?.remove();
}

/** A card for words that were just marked. With `keyboard`, marking resumes once it is saved. */
export function newCard(key, keyboard) {
  const card = fragment(NEW).firstChild;
  Object.assign(card.dataset, { key, state: "new", spans: key, form: `${desk.dataset.add}?segments=${key}` });
  if (keyboard) card.dataset.keyboard = "1";
  card.id = `card-${key}`;
  $(".card-words", card).textContent = read(key).map(wordsAt).join(" […] ");
  insert(card);
  return card;
}

export function discard(card) {
  memory.drop(keptKey(card));
  if (card === state.open) closeCard();
  card.remove();
  highlight();
}

export async function dismiss(card) {
  if (!card || !isProposal(card)) return announce("Only a proposal can be dismissed.");
  const next = cards()[cards().indexOf(card) + 1];
  try { await ask(desk.dataset.dismiss, [["segments", card.dataset.key]]); }
  catch (refusal) { return showRefusal(card, refusal); }
  closeCard();
  card.remove();
  memory.drop(keptKey(card));
  dismissed.push(card);
  highlight();
  announce("Marked as not a quote. Press z to undo.");
  if (next) openCard(next);
}

export async function takeBack() {
  const card = dismissed.at(-1);
  if (!card) return announce("There is nothing to undo on this page.");
  try { await ask(desk.dataset.dismiss, [["segments", card.dataset.key], ["undo", "1"]]); }
  catch (refusal) { return showRefusal(card, refusal); }
  dismissed.pop();
  insert(card);
  openCard(card);
}
