// The cards of the right side: one is open at a time; a proposal is accepted or set aside.

import { ask } from "./asking.js";
import { keptKey, place, tell } from "./form.js";
import { memory } from "./memory.js";
import { $, cards, desk, fragment, isProposal, list, now, read, say, spans } from "./page.js";
import { paint, showPlace } from "./painting.js";
import { wordsAt } from "./text.js";

const NEW = '<li class="card card--new"><div class="card-face"><p class="card-words" dir="auto"></p><p class="card-foot"><span class="chip">Not saved yet</span> <a class="card-open" href="#">Open</a> <button type="button" class="link" data-does="discard">Discard</button></p></div><div class="card-form"></div></li>';
const setAside = [];
let asked = 0;

export async function openCard(card) {
  if (!card?.dataset.form) return card?.scrollIntoView({ block: "nearest" }); // public, or another text's
  if (now.open && now.open !== card) shut();
  now.open = card;
  card.classList.add("card--open");
  paint();
  showPlace();
  const kept = memory.get(keptKey(card)), mine = ++asked;
  try {
    const answer = kept ? await ask(kept.address, [...kept.fields, ["redraw", "1"]]) : await ask(card.dataset.form);
    if (mine !== asked) return;
    place(card, await answer.text());
    if (kept) say("What you had entered here is back; it isn’t saved yet.");
  } catch (refusal) { tell(card, refusal); }
}

export function shut() {
  const card = now.open;
  if (!card) return;
  card.classList.remove("card--open");
  $(".card-form", card).replaceChildren();
  if (card.dataset.state === "new" && !memory.get(keptKey(card))) card.remove();
  now.open = null;
  asked++;
  paint();
}

export function step(by) {
  const all = cards().filter((card) => card.dataset.form);
  const at = now.open ? all.indexOf(now.open) + by : by > 0 ? 0 : all.length - 1;
  if (all[at]) openCard(all[at]);
  else say(by > 0 ? "That was the last quote." : "That was the first quote.");
}

function insert(card) {
  const at = spans(card)[0][0];
  const after = cards().find((other) => (spans(other)[0]?.[0] ?? 0) > at);
  list.insertBefore(card, after ?? null);
  $(".desk-cards .none")?.remove();
}

/** A card for words that were marked just now; `keyboard`: marking goes on once it is stored. */
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
  if (card === now.open) shut();
  card.remove();
  paint();
}

export async function dismiss(card) {
  if (!card || !isProposal(card)) return say("Only a proposal can be set aside.");
  const next = cards()[cards().indexOf(card) + 1];
  try { await ask(desk.dataset.dismiss, [["segments", card.dataset.key]]); }
  catch (refusal) { return tell(card, refusal); }
  shut();
  card.remove();
  memory.drop(keptKey(card));
  setAside.push(card);
  paint();
  say("Set aside as no quote. z takes it back.");
  if (next) openCard(next);
}

export async function takeBack() {
  const card = setAside.at(-1);
  if (!card) return say("Nothing was set aside on this page.");
  try { await ask(desk.dataset.dismiss, [["segments", card.dataset.key], ["undo", "1"]]); }
  catch (refusal) { return tell(card, refusal); }
  setAside.pop();
  insert(card);
  openCard(card);
}
