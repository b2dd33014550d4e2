// The workspace: its elements, its cards, and its current state.

export const desk = document.querySelector("[data-desk]");
export const $ = (selector, root = desk) => root.querySelector(selector);
export const $$ = (selector, root = desk) => [...root.querySelectorAll(selector)];

export const text = $(".desk-text"), list = $(".cards"), toolbar = $(".marking"), sheet = $(".sheet");

/** The open card; the words being marked; where in the text marking resumes. */
export const state = { open: null, marking: null, cursor: 0 };

export const announce = (sentence) => { $(".desk-status").textContent = sentence; };

export function fragment(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.content;
}

// Spans are written as “12-40,55-80”: code points of the text, half-open.
export const read = (key) => key ? key.split(",").map((pair) => pair.split("-").map(Number)) : [];
export const write = (spans) => spans.map((pair) => pair.join("-")).join(",");

export const cards = () => $$(".card", list);
export const spans = (card) => read(card.dataset.spans);
export const isProposal = (card) => ["sure", "unsure"].includes(card.dataset.state);
export const formOf = (card) => card && $(".quote-form", card);
