"""A record with everything in it that a public page can show, for people who don't exist.

Every field holds what has broken pages elsewhere: markup, controls that turn
the order of words round, scripts that run from right to left, combining
marks, emoji, words without a space.
"""

import datetime as dt

from quotes import search
from quotes.editorial import entry, public_changes, workflow
from quotes.editorial.entry import Party
from quotes.models import (
    Evidence,
    FactCheck,
    Match,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Role,
    Speaker,
    SpeakerName,
    Topic,
)
from sources.models import ArchivedCopy, Capture, LinkCheck, Publisher, Source
from tests.cast import amended_openly

NAUGHTY = "<b>\"Q&A\"</b> \u202eright\u202c \x85 é\u0301 👩‍👩‍👧 'x' {{ x }} --> ]]>"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

FERRY = (
    f"The ferry stays {NAUGHTY} in port, the mayor announced.\n\n"
    "“We wait for calm water,” Ana Ruiz said. “Nobody sails before Friday,” she added.\n\n"
    "Ben Cole, speaking for the Dockers’ Union, warned that the crew “won’t be paid” "
    "and told the Courier the port would lose its pilots.\n\n"
    "According to the Harbour Plan, forty berths are to be closed.\n\n"
    "Two officials who feared for their posts called it “a bridge to nowhere.”\n\n"
    f"“{UNBROKEN} is closed,” Ruiz said.\n"
)
MINUTES = "Minutes. Ruiz: We wait for calm waters. Nobody sails before Friday. Meeting closed."
ARABIC = (
    "قالت ليلى حداد في الميناء يوم الثلاثاء: «لن تبحر السفينة قبل الجمعة».\n\n"
    "ونفى Ben Cole أن يكون قد قال ذلك.\n"
)
HEBREW = "„הנמל ייפתח במאי“, אמרה לילה חדאד ביום שלישי."


def span_of(capture, words):
    start = capture.text.index(words)
    return start, start + len(words)


def source(text, publisher=None, **fields):
    fields = {"kind": "article", "published_on": dt.date(2024, 5, 7), **fields}
    made = Source.objects.create(publisher=publisher, **fields)
    return Capture.objects.create(source=made, text=text, note=f"Pasted {NAUGHTY}")


def published(capture, words, parties, cue, topics=(), **fields):
    """Entered and published by the program, which is exempt from four eyes."""
    quote = entry.enter(
        capture,
        segments=[span_of(capture, w) for w in words],
        parties=parties,
        by=None,
        cue=cue,
        topics=topics,
        **fields,
    )
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None, reason=f"Checked {NAUGHTY}")
    return Quote.objects.get(pk=quote.pk)


def whole_record(by):
    """Fill the database; returns the quotes by name."""
    courier = Publisher.objects.create(name=f"Quayside {NAUGHTY} Courier", place="Port Ellis")
    port = Topic.objects.create(name=f"The port {NAUGHTY}", description=NAUGHTY)
    ana = Speaker.objects.create(
        sort_name="Ruiz, Ana",
        name="Ana Ruiz",
        description=NAUGHTY,
        same_as="https://people.example/ana",
    )
    for name, language in (("آنا رويز", "ar"), ("אנה רואיס", "he"), ("Ана Руис", "ru")):
        SpeakerName.objects.create(speaker=ana, name=name, language=language)
    union = Speaker.objects.create(name="Dockers’ Union", kind="organisation")
    ben = Speaker.objects.create(name=f"Ben {NAUGHTY} Cole", part_of=union)
    layla = Speaker.objects.create(name="ليلى حداد")
    ferry = source(FERRY, courier, headline=f"Ferry {NAUGHTY}", author=NAUGHTY, language="en",
                   url="https://courier.example/ferry")  # fmt: skip
    Role.objects.create(speaker=ana, title="mayor", attested_in=ferry,
                        attested_on=dt.date(2024, 5, 7), held_from=dt.date(2020, 1, 1))  # fmt: skip
    ArchivedCopy.objects.create(
        source=ferry.source, url="https://archive.example/1", archive=NAUGHTY
    )
    LinkCheck.objects.create(source=ferry.source, url=ferry.source.url, outcome="dead")
    plan = Source.objects.create(kind="document", headline=f"Harbour {NAUGHTY} Plan")
    arabic = source(ARABIC, headline="السفينة في الميناء", language="ar")
    hebrew = source(HEBREW, headline="הנמל", language="he")
    said = {
        "direct": published(
            ferry,
            ["“We wait for calm water,”", "“Nobody sails before Friday,”"],
            [Party(speaker=ana, as_named="Ana Ruiz")],
            "said",
            [port],
            medium="press conference",
            said_from=dt.date(2024, 5, 6),
            said_to=dt.date(2024, 5, 6),
        ),
        "partial": published(
            ferry,
            ["the crew “won’t be paid”"],
            [
                Party(speaker=ben, as_named="Ben Cole"),
                Party(relation="on_behalf_of", speaker=union, as_named="the Dockers’ Union"),
            ],
            "warned",
            [port],
        ),
        "paraphrase": published(
            ferry,
            ["the port would lose its pilots"],
            [
                Party(speaker=ben, as_named="Ben Cole"),
                Party(relation="told", as_named="the Courier"),
            ],
            "told",
        ),
        "document": published(
            ferry,
            ["forty berths are to be closed"],
            [Party(document=plan, as_named="the Harbour Plan")],
            "According to",
        ),
        "unnamed": published(
            ferry,
            ["“a bridge to nowhere.”"],
            [
                Party(
                    as_named="Two officials",
                    how_many="Two",
                    affiliation=union,
                    anonymity_reason="feared for their posts",
                )
            ],
            "called",
        ),
        "unbroken": published(
            ferry, [f"“{UNBROKEN} is closed,”"], [Party(speaker=ana, as_named="Ruiz")], "said"
        ),
        "arabic": published(
            arabic,
            ["«لن تبحر السفينة قبل الجمعة»"],
            [Party(speaker=layla, as_named="ليلى حداد")],
            "قالت",
            [port],
            original_words=NAUGHTY,
            translator=NAUGHTY,
            spoken_language="ar",
            language_basis="stated",
        ),
        "hebrew": published(
            hebrew, ["הנמל ייפתח במאי"], [Party(speaker=layla, as_named="לילה חדאד")], "אמרה"
        ),
    }
    check(said, source(MINUTES, kind="transcript", headline="Council minutes"), by)
    correct(said["partial"])
    said["withdrawn"] = withdrawn(ferry, ana)
    said["withheld"] = hidden("withheld", ana, withheld_reason=f"A court is hearing it. {NAUGHTY}")
    said["passages"] = hidden("passages", ana)
    return said


def check(said, minutes, by):
    """Evidence with matches, reviews, links to other quotes and to others' fact-checks."""
    quote = said["direct"]
    evidence = Evidence.objects.create(
        quote=quote, quote_revision=quote.revision_number, capture=minutes, purpose="primary",
        note=NAUGHTY,
    )  # fmt: skip
    places = [("altered", "We wait for calm waters."), ("exact", "Nobody sails before Friday")]
    for n, (segment, (verdict, words)) in enumerate(zip(quote.segments.all(), places, strict=True)):
        start, end = span_of(minutes, words)
        Match.objects.create(
            evidence=evidence, position=n, verdict=verdict, engine_version="test",
            stretch_start=segment.start, stretch_end=segment.end,
            place_start=start, place_end=end,
        )  # fmt: skip
    for name, verdict in (
        ("direct", "altered"),
        ("partial", "confirmed"),
        ("unnamed", "not_traced"),
        ("arabic", "disputed"),
        ("document", "fabricated"),
    ):
        with public_changes.permitted(said[name]):
            Review.objects.create(
                quote=said[name], quote_revision=said[name].revision_number, verdict=verdict,
                reason=f"Read side by side. {NAUGHTY}", reviewed_by=by,
            )  # fmt: skip
    for name in ("direct", "partial", "unnamed", "arabic", "document"):
        search.refresh(said[name])
    QuoteLink.objects.create(
        from_quote=said["arabic"], to_quote=quote, relation="same_utterance", reason=NAUGHTY
    )
    FactCheck.objects.create(
        quote=quote, publisher=NAUGHTY, rating=NAUGHTY, url="https://checkers.example/1?a=1&b=2"
    )


def correct(quote):
    """A published quote's medium is set right, with a public reason."""
    amended_openly(
        quote,
        medium="speech on the quay",
        kind=Revision.Kind.CORRECTION,
        reason=f"Where it was said. {NAUGHTY}",
    )


def withdrawn(capture, speaker):
    parties = [Party(speaker=speaker, as_named="the mayor")]
    quote = published(capture, ["The ferry stays"], parties, "announced")
    workflow.withdraw(quote, by=None, reason=f"The mayor said no such thing. {NAUGHTY}")
    return quote


def hidden(display, speaker, **fields):
    """A quote from a source whose text may not be shown whole."""
    text = (
        f"Before that, nothing. “The {display} pier opens,” Ana Ruiz said. After that, nothing.\n"
    )
    capture = source(text, headline=f"The {display} text", display=display, **fields)
    parties = [Party(speaker=speaker, as_named="Ana Ruiz")]
    return published(capture, [f"“The {display} pier opens,”"], parties, "said")


def addresses(said) -> dict[str, str]:
    """Every kind of public page, by name."""
    speaker = Speaker.objects.get(name="Ana Ruiz")
    layla = Speaker.objects.get(name="ليلى حداد")
    sources = {name: said[name].capture.source_id for name in said}
    return {
        "home": "/",
        "quotes": "/quotes/",
        "found": "/quotes/?q=sails&kind=direct",
        "empty": "/quotes/?q=nothingofthesort",
        "refused": "/quotes/?said_from=yesterday&speaker=nobody",
        **{f"quote-{name}": f"/quotes/{quote.pk}/" for name, quote in said.items()},
        "speakers": "/speakers/",
        "speaker": f"/speakers/{speaker.pk}/",
        "speaker-arabic": f"/speakers/{layla.pk}/",
        "articles": "/articles/",
        **{f"article-{n}": f"/articles/{sources[n]}/" for n in ("direct", "arabic", "withheld", "passages")},
        "sources": "/sources/",
        "topics": "/topics/",
        "topic": f"/topics/{said['direct'].topics.get().pk}/",
        "corrections": "/corrections/",
        "figures": "/figures/",
        "about": "/about/",
        "how-to-read": "/how-to-read/",
        "how-to-search": "/how-to-search/",
        "data": "/data/",
        "missing": "/quotes/999999/",
    }  # fmt: skip
