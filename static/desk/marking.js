// Marking words: by keyboard through sentences and words, or by selecting them with mouse or finger.

import { newCard, openCard, closeCard } from "./cards.js";
import { redraw } from "./form.js";
import { $, $$, cards, formOf, isProposal, state, announce, spans, text, toolbar, write } from "./page.js";
import { highlight } from "./highlights.js";
import { offsetOf, paragraphs, sentences, wordEdges, wordsAt } from "./text.js";

const inOrder = (spans) => spans.sort((a, b) => a[0] - b[0]);

/** Start at the first likely quote after a place that isn't entered yet. */
export function markFrom(place) {
  closeCard();
  const taken = cards().filter((card) => !isProposal(card)).flatMap(spans);
  const free = ([start, end]) => !taken.some((other) => start < other[1] && end > other[0]);
  let index = sentences.findIndex((sentence) => sentence[0][1] > place && sentence.some((span, option) => option && span[0] >= place && free(span)));
  if (index < 0) index = sentences.findIndex((sentence) => sentence[0][1] > place);
  state.marking = { done: [], free };
  atSentence(index < 0 ? sentences.length - 1 : index, place);
  text.focus({ preventScroll: true });
}

/** Mark a card's words again; its form keeps what was filled in. */
export function markAgain(card) {
  if (!formOf(card)) return;
  state.marking = { done: [], free: () => true, card };
  atSentence(sentences.findIndex((sentence) => sentence[0][1] > spans(card)[0][0]));
  text.focus({ preventScroll: true });
}

function atSentence(index, place = 0) {
  const sentence = sentences[index], marking = state.marking;
  if (!sentence) return announce(index < 0 ? "That is the first sentence." : "That is the last sentence.");
  marking.native = false;
  marking.sentence = index;
  const likely = sentence.findIndex((span, option) => option && span[0] >= place && marking.free(span));
  marking.option = Math.max(0, likely);
  select(sentence[marking.option]);
}

function select(span) {
  state.marking.span = span;
  highlight();
  show();
  $(".m--now", text)?.scrollIntoView({ block: "nearest" });
}

export function show() {
  const marking = state.marking;
  toolbar.hidden = !marking;
  if (!marking) return;
  $(".marking-words").textContent = [...marking.done, ...(marking.span ? [marking.span] : [])].map(wordsAt).join(" […] ");
  toolbar.classList.toggle("marking--native", Boolean(marking.native));
  toolbar.dataset.place = JSON.stringify([marking.sentence, marking.option ?? 0, ...(marking.span ?? [])]);
}

function move(edge, by) {
  if (!state.marking?.span) return;
  const [start, end] = state.marking.span, side = edge === "end" ? 1 : 0, here = side ? end : start;
  const edges = wordEdges().map((word) => word[side]);
  const next = by > 0 ? edges.find((place) => place > here) : edges.findLast((place) => place < here);
  const span = side ? [start, next ?? end] : [next ?? start, end];
  if (span[0] < span[1]) select(span);
}

function nextLikelySpan() {
  const marking = state.marking, sentence = sentences[marking?.sentence];
  if (!sentence) return;
  marking.option = (marking.option + 1) % sentence.length;
  select(sentence[marking.option]);
}

/** Set this span aside and continue with the next one of the same quote. */
function addSpan() {
  takeSelection();
  const marking = state.marking;
  if (!marking?.span) return;
  marking.done.push(marking.span);
  inOrder(marking.done);
  const sentence = sentences[marking.sentence], end = marking.span[1];
  const next = sentence?.findIndex((span, option) => option && span[0] >= end);
  getSelection().removeAllRanges();
  marking.native = false;
  if (next > 0) { marking.option = next; select(sentence[next]); }
  else if (sentence) atSentence(marking.sentence + 1, end);
  else { marking.span = null; highlight(); show(); }
}

/** Open the form for the marked words. */
function enter() {
  takeSelection();
  const marking = state.marking;
  const spans = inOrder([...(marking?.done ?? []), ...(marking?.span ? [marking.span] : [])]);
  if (!spans.length) return announce("Mark some words first.");
  cancel();
  const form = marking.card?.isConnected && formOf(marking.card);
  if (!form) return openCard(newCard(write(spans), !marking.native));
  form.elements.segments.value = write(spans);
  redraw(form, ["redraw", "words"]);
}

function cancel() {
  state.marking = null;
  getSelection().removeAllRanges();
  highlight();
  show();
}

// Words selected with mouse or finger. Redrawing would undo the selection, so only our marks go.
function takeSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset), end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  for (const mark of $$(".m--now", text)) mark.classList.remove("m--now");
  for (const p of paragraphs) if (p.drawn?.includes("m--now")) p.drawn = null;
  const { done = [], card } = state.marking ?? {};
  state.marking = { done, free: () => true, native: true, span: [start, end], card, sentence: sentences.findIndex((sentence) => sentence[0][1] > start) };
  show();
}

let selecting;
document.addEventListener("selectionchange", () => {
  clearTimeout(selecting);
  selecting = setTimeout(() => {
    takeSelection();
    const gone = getSelection().isCollapsed && !toolbar.contains(document.activeElement);
    if (gone && state.marking?.native && !state.marking.done.length) { state.marking = null; show(); }
  }, 120);
});

/** Actions of the marking toolbar, by the name of their button. */
export const marks = {
  after: () => state.marking ? atSentence((state.marking.sentence ?? -1) + 1) : markFrom(state.cursor),
  before: () => state.marking && atSentence((state.marking.sentence ?? sentences.length) - 1),
  other: nextLikelySpan,
  longer: () => move("end", 1), shorter: () => move("end", -1),
  later: () => move("start", 1), earlier: () => move("start", -1),
  another: addSpan, enter, cancel,
};

const KEYS = { ArrowDown: "after", ArrowUp: "before", s: "other", a: "another", Enter: "enter", Escape: "cancel" };

/** What a key does while words are marked; arrows follow the direction of the text. */
export function markKey(event) {
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return marks[KEYS[event.key]];
  const paragraph = paragraphs.find((p) => p.end > (state.marking.span?.[0] ?? 0));
  const forward = (event.key === "ArrowRight") === (getComputedStyle(paragraph.node).direction === "ltr");
  return () => move(event.shiftKey ? "start" : "end", forward ? 1 : -1);
}
