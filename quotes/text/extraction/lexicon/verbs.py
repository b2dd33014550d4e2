"""Verbs of saying in news English, and what may follow each.

Traits of a verb, one letter each:
  i  may stand before its speaker: “…,” said Jo
  h  takes a that-clause: argued that …
  b  takes a clause without “that”: said it would …
  t  takes an addressee: told reporters …
  n  its object is the content: announced a plan, called it “mad”
  o  takes an infinitive: pledged to …
  a  takes an addressee and an infinitive: urged them to …
  q  takes a question: asked whether …
  w  weak: says something only beside words in quotation marks
"""

# Nouns of saying: “her claim that …”, “Ruiz’s warning that …”.
NOUNS = frozenset(
    "claim remark statement accusation suggestion assertion comment promise pledge vow belief "
    "warning argument contention allegation admission announcement declaration insistence "
    "complaint remarks claims comments statements suggestions allegations accusations question "
    "prediction observation conclusion response reply acknowledgment acknowledgement".split()
)

TRAITS: dict[str, str] = {
    "say": "ihbn", "tell": "thbaq", "add": "ihb", "write": "ihb", "state": "ihb", "note": "ihbn",
    "tweet": "ihb", "retweet": "in", "post": "i", "ask": "itaqw", "call": "nw",
    "describe": "n", "dub": "nw", "label": "nw", "brand": "nw", "term": "nw", "deem": "nw",
    "report": "ihbn", "announce": "ihbn", "suggest": "ihbn", "argue": "ihbn", "claim": "ihbno",
    "explain": "ihbnq", "continue": "iw", "respond": "ihb", "reply": "ihb", "answer": "ihb",
    "declare": "ihbn", "acknowledge": "ihbn", "accuse": "n", "urge": "ahni", "warn": "ithbna",
    "conclude": "ihb", "vow": "ihbo", "pledge": "ihbon", "promise": "ihbont", "recall": "ihbn",
    "insist": "ihb", "predict": "ihbn", "admit": "ihbn", "concede": "ihb", "confirm": "ihbn",
    "deny": "hn", "complain": "ihb", "stress": "ihbn", "emphasize": "ihbn", "emphasise": "ihbn",
    "assert": "ihbn", "allege": "ihbn", "joke": "ihb", "quip": "ihb", "remark": "ihb",
    "mention": "hn", "comment": "i", "observe": "ihb", "opine": "ihb", "muse": "ih",
    "maintain": "ihb", "contend": "ihb", "testify": "ih", "assure": "thb", "remind": "thba",
    "inform": "th", "advise": "tha", "notify": "th", "caution": "ihba", "boast": "ih",
    "brag": "ih", "lament": "ihn", "shout": "i", "yell": "i", "chant": "i", "scream": "i",
    "cry": "i", "whisper": "i", "mutter": "i", "exclaim": "i", "holler": "i",
    "interject": "i", "retort": "i", "counter": "ih", "repeat": "in", "reiterate": "ihbn",
    "affirm": "ihn", "reaffirm": "ihn", "proclaim": "ihn", "blast": "nw", "praise": "nw",
    "criticize": "nw", "criticise": "nw", "denounce": "nw", "decry": "n", "condemn": "n",
    "mock": "nw", "ridicule": "nw", "slam": "nw", "deride": "nw", "hail": "nw", "laud": "nw",
    "cite": "nw", "quote": "nw", "reveal": "ihn", "disclose": "ihn", "hint": "ih",
    "imply": "h", "indicate": "hn", "signal": "hn", "estimate": "h", "speculate": "ih",
    "believe": "ih", "think": "ihb", "feel": "hw", "hope": "hw", "read": "iw",
    "propose": "ihn", "recommend": "ihn", "demand": "ihn", "request": "hn", "plead": "ia",
    "implore": "ia", "beg": "iaw", "instruct": "aw", "threaten": "ow", "offer": "iow",
    "refuse": "ow", "decline": "ow", "agree": "ihw", "swear": "iho", "blame": "nw",
    "charge": "ihw", "chide": "iw", "scoff": "i", "gush": "i", "rail": "w", "fume": "iw",
    "thunder": "i", "grumble": "ih", "sigh": "iw", "laugh": "iw", "smile": "w", "volunteer": "iw",
    "elaborate": "i", "clarify": "ih", "summarize": "i", "summarise": "i", "sum": "w",
    "recount": "ihn", "relate": "iw", "narrate": "iw", "counsel": "iw", "theorize": "ih",
    "posit": "ih", "reason": "ihw", "surmise": "ih", "reckon": "ihb",
    "wonder": "iq", "question": "qn", "inquire": "iq", "enquire": "iq", "challenge": "w",
    "vent": "iw", "apologize": "iw", "apologise": "iw", "thank": "w", "congratulate": "w",
    "attack": "w", "dismiss": "nw", "reject": "n", "rebuke": "w", "tout": "nw", "cast": "w",
    "portray": "nw", "characterize": "n", "characterise": "n", "refer": "nw", "liken": "nw",
    "compare": "w", "depict": "w", "paint": "w", "express": "nw", "voice": "nw",
    "convey": "w", "demur": "i", "bellow": "i", "bark": "i", "snap": "iw", "tease": "iw",
    "preach": "iw", "lecture": "w", "intone": "i", "deadpan": "i", "chime": "w",
    "rule": "hw", "view": "w",
    "consider": "w", "regard": "w", "attribute": "w", "credit": "w", "point": "ih", "fire": "w",
    "shoot": "w", "put": "w", "go": "w", "begin": "iw", "conceive": "w", "speak": "w", "talk": "w",
    "discuss": "n", "outline": "nw", "detail": "nw",
    "defend": "w", "address": "w", "encourage": "a", "appeal": "w", "vouch": "w",
    "fret": "ihw", "worry": "ihw", "fear": "hw", "expect": "w",
    "publish": "w", "email": "iw", "text": "iw",
    "e-mail": "iw", "message": "w", "blog": "iw", "facebook": "w", "caption": "w",
    "sing": "iw", "bemoan": "n", "bristle": "w", "balk": "w", "marvel": "ih", "rant": "w",
    "berate": "w", "accept": "w", "invoke": "w", "echo": "nw", "champion": "w", "rip": "w",
    "trash": "w", "taunt": "iw", "insult": "w", "tick": "w",
    "vocalize": "w", "underline": "hn", "underscore": "hn", "highlight": "nw", "deplore": "n",
    "pronounce": "nw", "profess": "now", "advocate": "n", "command": "iaw",
    "order": "aw", "forecast": "hn", "calculate": "hw", "guarantee": "ihn",
    "confess": "ih", "confide": "ih", "divulge": "ihn", "gripe": "ih", "crow": "i", "pitch": "w",
    "ponder": "iqw", "assess": "iw", "rebut": "iw", "correct": "iw", "prod": "iw", "press": "iw",
    "interrupt": "iw", "implicate": "w", "dispute": "hn", "refute": "n",
    "disagree": "iw", "object": "ihw", "protest": "ihw", "venture": "iw", "specify": "hn",
}  # fmt: skip

_IRREGULAR: dict[str, tuple[str, str, str, str]] = {
    # lemma: third person, past, participle, -ing
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "read": ("reads", "read", "read", "reading"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "put": ("puts", "put", "put", "putting"),
    "go": ("goes", "went", "gone", "going"),
    "begin": ("begins", "began", "begun", "beginning"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "cast": ("casts", "cast", "cast", "casting"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "sing": ("sings", "sang", "sung", "singing"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
}
_DOUBLING = frozenset({"admit", "quip", "dub", "brag", "plead", "rebut", "rip", "slam", "sum",
                       "refer", "beg", "snap", "demur", "fret", "prod"}) - {"plead"}  # fmt: skip

# Forms that are nouns at least as often as verbs: counted as verbs only behind a subject.
NOUN_FORMS = frozenset(
    "report reports claim claims call calls note notes comment comments question questions "
    "request requests demand demands post posts tweet tweets promise promises pledge pledges "
    "vow vows charge charges state states answer answers reply replies joke jokes warning urge "
    "offer offers remark remarks boast boasts cry cries estimate estimates hint hints signal "
    "signals complaint stress praise attack attacks challenge challenges blame hope hopes fear "
    "fears figure figures reason reasons fire point points view views name names text texts "
    "email emails label labels brand brands term terms rule rules talk talks show shows address "
    "appeal appeals title titles message messages worry worries love hate sign signs detail "
    "details quote quotes caption pitch order orders command bill bills issue issues release "
    "releases feeling finding meaning counter rebuke ridicule blast tease rant rants "
    "lecture lectures echo echoes outline speculation need needs see find like press forecast "
    "forecasts dispute disputes protest protests object objects e-mail voice voices credit tout "
    "counsel champion advocate advocates read laugh smile sigh blog reading beginning "
    "thought".split()
)

Form = tuple[str, str]  # lemma, one of: past, present, base, ing, participle


def _add_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")


def _regular(verb: str) -> tuple[str, str, str, str]:
    third = _add_s(verb)
    if verb in _DOUBLING:
        stem = verb + verb[-1]
        return third, stem + "ed", stem + "ed", stem + "ing"
    if verb.endswith("e"):
        drop = verb if verb.endswith(("ee", "oe")) else verb[:-1]
        return third, verb + "d", verb + "d", drop + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return third, verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    return third, verb + "ed", verb + "ed", verb + "ing"


def _forms() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for verb in TRAITS:
        if " " in verb:
            continue
        third, past, participle, ing = _IRREGULAR.get(verb) or _regular(verb)
        forms.setdefault(verb, (verb, "base"))
        forms.setdefault(third, (verb, "present"))
        forms.setdefault(ing, (verb, "ing"))
        forms.setdefault(participle, (verb, "participle"))
        forms[past] = (verb, "past")
    return forms


FORMS: dict[str, Form] = _forms()
