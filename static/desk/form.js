// A quote's form in its card: remembered while it is filled in, redrawn, saved.

import { ask, Refusal } from "./requests.js";
import { fieldsOf, memory, own } from "./memory.js";
import { $, $$, desk, formOf, fragment, announce } from "./page.js";
import { highlight } from "./highlights.js";

/** Prefix of the storage keys for this text's quotes. */
export const keptHere = `${own}${desk.dataset.capture}/`;
export const keptKey = (card) => keptHere + card.dataset.key;
const saveButton = (root) => $("[name=save]:not([hidden])", root);

export function place(card, html) {
  $(".card-form", card).replaceChildren(fragment(html));
  const form = formOf(card);
  if (form) aim(form);
}

/** Focus what comes next: an error, the choice of speaker, or the Save button. */
function aim(form) {
  const wrong = $(".field--wrong input, .field--wrong textarea", form) ?? ($(".wrong", form) && $(".form-errors", form));
  const target = wrong ?? (form.hasAttribute("data-settled") ? saveButton(form) : $(".who input", form));
  target?.focus({ preventScroll: true });
  if (wrong) wrong.scrollIntoView({ block: "nearest" });
  else form.closest(".card").scrollIntoView({ block: "start" });
}

export function showRefusal(card, refusal) {
  if (!(refusal instanceof Refusal)) throw refusal;
  const status = $(".form-status", card);
  if (status) {
    status.textContent = refusal.message;
    status.classList.add("wrong");
    saveButton(card)?.focus();
  }
  announce(refusal.message);
}

export function keep(form) {
  const card = form.closest(".card");
  const kept = memory.set(keptKey(card), { address: form.getAttribute("action"), fields: fieldsOf(form), spans: card.dataset.spans });
  if (!kept) announce("This browser can’t remember what you enter. Save before you leave the page.");
}

const sent = (form, button) => ask(form.getAttribute("action"), [...fieldsOf(form), button]);

/** Have the server redraw the form after a button was pressed; nothing is saved. */
export async function redraw(form, button) {
  const card = form.closest(".card");
  try {
    const answer = await sent(form, button);
    place(card, await answer.text());
    const again = formOf(card);
    card.dataset.spans = again.elements.segments.value;
    highlight();
    keep(again);
  } catch (refusal) { showRefusal(card, refusal); }
}

/** Update suggestions and the sentence while a person types, without moving the focus. */
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

/** Note whether a speaker is chosen; without one the form asks before it saves. */
export function settle(form) {
  form.toggleAttribute("data-settled", $$("[data-voice] .who input[type=radio]:checked", form).some((input) => input.value));
}

/** Save it: the server's response, or null if it was refused. */
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
  } catch (refusal) { showRefusal(card, refusal); }
  form.busy = false;
  return stored;
}

/** Choose who it is, then focus what is still missing, or the Save button. */
export function choose(input) {
  if (!input) return;
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const form = input.form, name = form.elements[input.name.replace("-who", "-name")];
  if (["new", "document"].includes(input.value) && !name.value) name.focus();
  else saveButton(form).focus();
}
