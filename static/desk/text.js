// Positions in the text. The server counts code points, a browser UTF-16 units; `points` and `units` convert.

import { $$, text } from "./page.js";

export function points(words) {
  let count = 0;
  for (const _ of words) count++;
  return count;
}

export function units(words, count) {
  let at = 0;
  for (const sign of words) {
    if (count-- <= 0) break;
    at += sign.length;
  }
  return at;
}

/** The paragraphs: position, words, and how each is drawn now. */
export const paragraphs = $$("[data-start]", text).map((node) => {
  const start = Number(node.dataset.start), words = node.textContent;
  return { node, start, words, end: start + points(words), drawn: null };
});

/** For each sentence: the sentence, then likely quotes inside it. */
export const sentences = JSON.parse(document.getElementById("desk-sentences").textContent);

/** A paragraph's words between two positions in the text. */
export const between = (p, start, end) => p.words.slice(units(p.words, start - p.start), units(p.words, end - p.start));

export const wordsAt = ([start, end]) =>
  paragraphs.filter((p) => p.start < end && p.end > start).map((p) => between(p, start, end)).join(" ");

/** The position of a selection's edge; null outside the text. */
export function offsetOf(node, within) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const paragraph = paragraphs.find((p) => p.node.contains(element));
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(paragraph.node, 0);
  range.setEnd(node, within);
  return paragraph.start + points(range.toString());
}

let edges = null;

/** Where each word of the text starts and ends. */
export function wordEdges() {
  if (edges) return edges;
  edges = [];
  const cutter = new Intl.Segmenter(text.lang || undefined, { granularity: "word" });
  for (const p of paragraphs) {
    let at = p.start;
    for (const { segment, isWordLike } of cutter.segment(p.words)) {
      const next = at + points(segment);
      if (isWordLike) edges.push([at, next]);
      at = next;
    }
  }
  return edges;
}
