// Highlights in the text: quotes entered, proposed, open, or being marked.

import { $, cards, state, spans, text } from "./page.js";
import { between, paragraphs } from "./text.js";

export function highlight() {
  const pieces = [];
  for (const card of cards()) {
    if (card.dataset.state === "withdrawn") continue;
    const name = `m--${card.dataset.state}${card === state.open ? " m--open" : ""}`;
    for (const [start, end] of spans(card)) pieces.push({ start, end, key: card.dataset.key, name });
  }
  const marking = state.marking;
  for (const [start, end] of marking?.done ?? []) pieces.push({ start, end, name: "m--done" });
  if (marking?.span && !marking.native) pieces.push({ start: marking.span[0], end: marking.span[1], name: "m--now" });
  for (const p of paragraphs) draw(p, pieces.filter((piece) => piece.start < p.end && piece.end > p.start));
}

function draw(p, pieces) {
  const drawn = JSON.stringify(pieces);
  if (drawn === p.drawn) return;
  p.drawn = drawn;
  const cuts = new Set([p.start, p.end]);
  for (const piece of pieces) {
    cuts.add(Math.max(p.start, piece.start));
    cuts.add(Math.min(p.end, piece.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const nodes = places.slice(1).map((end, index) => {
    const over = pieces.filter((piece) => piece.start <= places[index] && piece.end >= end);
    const words = between(p, places[index], end);
    if (!over.length) return document.createTextNode(words);
    const mark = document.createElement("mark");
    mark.className = `m ${over.map((piece) => piece.name).join(" ")}`;
    mark.dataset.keys = over.filter((piece) => piece.key).map((piece) => piece.key).join(" ");
    mark.textContent = words;
    return mark;
  });
  p.node.replaceChildren(...nodes);
}

/** On a wide screen the text scrolls by itself: bring the open quote's words into view. */
export function showPlace() {
  const mark = $(".m--open", text);
  if (mark && getComputedStyle(text).overflowY === "auto") mark.scrollIntoView({ block: "nearest" });
}
