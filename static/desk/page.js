// The workspace's page: its parts, the cards in it, and what is going on.

export const desk = document.querySelector("[data-desk]");
export const $ = (selector, root = desk) => root.querySelector(selector);
export const $$ = (selector, root = desk) => [...root.querySelectorAll(selector)];

export const text = $(".desk-text"), list = $(".cards"), toolbar = $(".marking"), sheet = $(".sheet");

/** The open card; the words that are being marked; the place in the text where marking goes on. */
export const now = { open: null, marking: null, cursor: 0 };

export const say = (sentence) => { $(".desk-status").textContent = sentence; };

export function fragment(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.content;
}

// Stretches travel as “12-40,55-80”: code points of the text, half-open.
export const read = (key) => key ? key.split(",").map((pair) => pair.split("-").map(Number)) : [];
export const write = (spans) => spans.map((pair) => pair.join("-")).join(",");

export const cards = () => $$(".card", list);
export const spans = (card) => read(card.dataset.spans);
export const isProposal = (card) => ["sure", "unsure"].includes(card.dataset.state);
export const formOf = (card) => card && $(".quote-form", card);
