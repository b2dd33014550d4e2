// A quote's form in its card: kept while it is filled in, drawn anew, stored.

import { ask, Refusal } from "./asking.js";
import { fieldsOf, memory, own } from "./memory.js";
import { $, $$, desk, formOf, fragment, say } from "./page.js";
import { paint } from "./painting.js";

/** Where what was entered for this text's quotes lies. */
export const keptHere = `${own}${desk.dataset.capture}/`;
export const keptKey = (card) => keptHere + card.dataset.key;
const saveButton = (root) => $("[name=save]:not([hidden])", root);

export function place(card, html) {
  $(".card-form", card).replaceChildren(fragment(html));
  const form = formOf(card);
  if (form) aim(form);
}

/** Put the focus where a person goes on: what is wrong, who says it, or the button that saves. */
function aim(form) {
  const wrong = $(".field--wrong input, .field--wrong textarea", form) ?? ($(".wrong", form) && $(".form-errors", form));
  const target = wrong ?? (form.hasAttribute("data-settled") ? saveButton(form) : $(".who input", form));
  target?.focus({ preventScroll: true });
  if (wrong) wrong.scrollIntoView({ block: "nearest" });
  else form.closest(".card").scrollIntoView({ block: "start" });
}

export function tell(card, refusal) {
  if (!(refusal instanceof Refusal)) throw refusal;
  const status = $(".form-status", card);
  if (status) {
    status.textContent = refusal.message;
    status.classList.add("wrong");
    saveButton(card)?.focus();
  }
  say(refusal.message);
}

export function keep(form) {
  const card = form.closest(".card");
  const held = memory.set(keptKey(card), { address: form.getAttribute("action"), fields: fieldsOf(form), spans: card.dataset.spans });
  if (!held) say("This browser keeps nothing: save before you leave the page.");
}

const sent = (form, button) => ask(form.getAttribute("action"), [...fieldsOf(form), button]);

/** Have the server draw the form as a button asks; nothing is stored. */
export async function redraw(form, button) {
  const card = form.closest(".card");
  try {
    const answer = await sent(form, button);
    place(card, await answer.text());
    const again = formOf(card);
    card.dataset.spans = again.elements.segments.value;
    paint();
    keep(again);
  } catch (refusal) { tell(card, refusal); }
}

/** Names and the sentence are looked up while one types; what has the focus is left alone. */
export async function refresh(form) {
  const mine = (form.asked = (form.asked ?? 0) + 1);
  let answer;
  try { answer = await sent(form, ["redraw", "1"]); } catch { return; }
  const fresh = fragment(await answer.text());
  if (mine !== form.asked || !form.isConnected) return;
  $(".form-sentence", form).textContent = $(".form-sentence", fresh).textContent;
  for (const [index, who] of $$(".who", form).entries()) {
    const focused = who.contains(document.activeElement) ? document.activeElement.value : null;
    const other = $$(".who", fresh)[index];
    if (!other) continue;
    who.replaceChildren(...other.childNodes);
    if (focused !== null) $$("input", who).find((input) => input.value === focused)?.focus();
  }
  settle(form);
}

/** Somebody says it, or is known to be unnamed; a form without that asks before it saves. */
export function settle(form) {
  form.toggleAttribute("data-settled", $$("[data-voice] .who input[type=radio]:checked", form).some((input) => input.value));
}

/** Store it: the server's answer, or null where it said why not. */
export async function save(form) {
  if (form.busy) return null;
  const card = form.closest(".card");
  form.busy = true;
  keep(form);
  let stored = null;
  try {
    const answer = await sent(form, ["save", "1"]);
    if (answer.status === 201) stored = await answer.json();
    else { place(card, await answer.text()); keep(formOf(card)); }
  } catch (refusal) { tell(card, refusal); }
  form.busy = false;
  return stored;
}

/** Pick who it is, and go on to what is still to be written, or to the button that saves. */
export function choose(input) {
  if (!input) return;
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const form = input.form, name = form.elements[input.name.replace("-who", "-name")];
  if (["new", "document"].includes(input.value) && !name.value) name.focus();
  else saveButton(form).focus();
}
