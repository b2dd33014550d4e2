// Marking words: by keyboard through sentences and words, or as mouse and finger select them.

import { newCard, openCard, shut } from "./cards.js";
import { redraw } from "./form.js";
import { $, $$, cards, formOf, isProposal, now, say, spans, text, toolbar, write } from "./page.js";
import { paint } from "./painting.js";
import { offsetOf, paragraphs, sentences, wordEdges, wordsAt } from "./text.js";

const inOrder = (spans) => spans.sort((a, b) => a[0] - b[0]);

/** Start at the first likely stretch after a place that nobody has entered yet. */
export function markFrom(place) {
  shut();
  const taken = cards().filter((card) => !isProposal(card)).flatMap(spans);
  const free = ([start, end]) => !taken.some((other) => start < other[1] && end > other[0]);
  let index = sentences.findIndex((unit) => unit[0][1] > place && unit.some((span, option) => option && span[0] >= place && free(span)));
  if (index < 0) index = sentences.findIndex((unit) => unit[0][1] > place);
  now.marking = { done: [], free };
  atSentence(index < 0 ? sentences.length - 1 : index, place);
  text.focus({ preventScroll: true });
}

/** Mark the words of a card anew; its form stays as it is filled in. */
export function markAnew(card) {
  if (!formOf(card)) return;
  now.marking = { done: [], free: () => true, card };
  atSentence(sentences.findIndex((unit) => unit[0][1] > spans(card)[0][0]));
  text.focus({ preventScroll: true });
}

function atSentence(index, place = 0) {
  const unit = sentences[index], marking = now.marking;
  if (!unit) return say(index < 0 ? "That is the first sentence." : "That is the last sentence.");
  marking.native = false;
  marking.sentence = index;
  const likely = unit.findIndex((span, option) => option && span[0] >= place && marking.free(span));
  marking.option = Math.max(0, likely);
  select(unit[marking.option]);
}

function select(span) {
  now.marking.span = span;
  paint();
  show();
  $(".m--now", text)?.scrollIntoView({ block: "nearest" });
}

export function show() {
  const marking = now.marking;
  toolbar.hidden = !marking;
  if (!marking) return;
  $(".marking-words").textContent = [...marking.done, ...(marking.span ? [marking.span] : [])].map(wordsAt).join(" […] ");
  toolbar.classList.toggle("marking--native", Boolean(marking.native));
  toolbar.dataset.place = JSON.stringify([marking.sentence, marking.option ?? 0, ...(marking.span ?? [])]);
}

function move(edge, by) {
  if (!now.marking?.span) return;
  const [start, end] = now.marking.span, side = edge === "end" ? 1 : 0, here = side ? end : start;
  const edges = wordEdges().map((word) => word[side]);
  const next = by > 0 ? edges.find((place) => place > here) : edges.findLast((place) => place < here);
  const span = side ? [start, next ?? end] : [next ?? start, end];
  if (span[0] < span[1]) select(span);
}

function otherStretch() {
  const marking = now.marking, unit = sentences[marking?.sentence];
  if (!unit) return;
  marking.option = (marking.option + 1) % unit.length;
  select(unit[marking.option]);
}

/** Lay the stretch aside and go on to the next one of the same quote. */
function anotherStretch() {
  takeSelection();
  const marking = now.marking;
  if (!marking?.span) return;
  marking.done.push(marking.span);
  inOrder(marking.done);
  const unit = sentences[marking.sentence], end = marking.span[1];
  const next = unit?.findIndex((span, option) => option && span[0] >= end);
  getSelection().removeAllRanges();
  marking.native = false;
  if (next > 0) { marking.option = next; select(unit[next]); }
  else if (unit) atSentence(marking.sentence + 1, end);
  else { marking.span = null; paint(); show(); }
}

/** Open the form of what is marked. */
function enter() {
  takeSelection();
  const marking = now.marking;
  const spans = inOrder([...(marking?.done ?? []), ...(marking?.span ? [marking.span] : [])]);
  if (!spans.length) return say("Mark some words first.");
  cancel();
  const form = marking.card?.isConnected && formOf(marking.card);
  if (!form) return openCard(newCard(write(spans), !marking.native));
  form.elements.segments.value = write(spans);
  redraw(form, ["redraw", "words"]);
}

function cancel() {
  now.marking = null;
  getSelection().removeAllRanges();
  paint();
  show();
}

// Words selected with mouse or finger. Drawing would undo the selection, so only marks are unmarked.
function takeSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset), end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  for (const mark of $$(".m--now", text)) mark.classList.remove("m--now");
  for (const p of paragraphs) if (p.drawn?.includes("m--now")) p.drawn = null;
  const { done = [], card } = now.marking ?? {};
  now.marking = { done, free: () => true, native: true, span: [start, end], card, sentence: sentences.findIndex((unit) => unit[0][1] > start) };
  show();
}

let selecting;
document.addEventListener("selectionchange", () => {
  clearTimeout(selecting);
  selecting = setTimeout(() => {
    takeSelection();
    const gone = getSelection().isCollapsed && !toolbar.contains(document.activeElement);
    if (gone && now.marking?.native && !now.marking.done.length) { now.marking = null; show(); }
  }, 120);
});

/** What the marking's buttons do, by their names. */
export const marks = {
  after: () => now.marking ? atSentence((now.marking.sentence ?? -1) + 1) : markFrom(now.cursor),
  before: () => now.marking && atSentence((now.marking.sentence ?? sentences.length) - 1),
  other: otherStretch,
  longer: () => move("end", 1), shorter: () => move("end", -1),
  later: () => move("start", 1), earlier: () => move("start", -1),
  another: anotherStretch, enter, cancel,
};

const KEYS = { ArrowDown: "after", ArrowUp: "before", s: "other", a: "another", Enter: "enter", Escape: "cancel" };

/** What a key does while words are marked; an arrow goes the way the text is written. */
export function markKey(event) {
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return marks[KEYS[event.key]];
  const paragraph = paragraphs.find((p) => p.end > (now.marking.span?.[0] ?? 0));
  const forward = (event.key === "ArrowRight") === (getComputedStyle(paragraph.node).direction === "ltr");
  return () => move(event.shiftKey ? "start" : "end", forward ? 1 : -1);
}
