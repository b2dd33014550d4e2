"""Random queries of each kind, for search and for Datasette alike."""

import random
from collections import defaultdict
from urllib.parse import quote, urlencode

EXACT = "exact counts"


def queries(each: str) -> dict[str, list[tuple[str, str]]]:
    """URLs of each kind: ours, and Datasette's for the same query."""
    chance, size = random.Random(5), int(each)
    words = by_frequency()
    pick = {name: [chance.choice(found) for _ in range(size)] for name, found in words.items()}
    speakers = frequent_speakers(chance, size)
    sorts = {f"{name} word": [search(q=word) for word in found] for name, found in pick.items()}
    sorts["newest"] = [("/quotes/", rival())] * size
    sorts["two words"] = [
        search(q=f"{a} {b}") for a, b in zip(pick["common"], pick["mid"], strict=True)
    ]
    sorts["phrase"] = [search(q=f'"{phrase}"') for phrase in phrases(chance, size)]
    sorts["word and speaker"] = [
        search(q=word, speaker=who) for word, who in zip(pick["common"], speakers, strict=True)
    ]
    sorts["speaker page"] = [(f"/speakers/{pk}/", rival(speaker=name)) for pk, name in speakers]
    sorts["day and publisher"] = [by_day(chance) for _ in range(size)]
    sorts["page 200"] = [page_200(word) for word in pick["common"]]
    sorts[EXACT] = [search(q=word, exact="1") for word in pick["mid"]]
    sorts["type-ahead with a mistake"] = [
        (f"/speakers.json?q={quote(mistyped(name))}", "") for _, name in speakers
    ]
    return sorts


def by_frequency() -> dict[str, list[str]]:
    """Words in 8 to 18 % of the quotes, in about 1 %, and in a few."""
    from bench.corpus import words
    from quotes.search.conditions import EVERYTHING, condition_of_words
    from quotes.search.engines import engine
    from quotes.text.query import Word

    total = engine().count(EVERYTHING)
    found: dict[str, list[str]] = defaultdict(list)
    vocabulary = words()
    for rank in (*range(0, 400, 3), *range(2_000, 30_000, 400)):
        share = engine().count(condition_of_words(Word(vocabulary[rank]))) / total
        if 0.08 <= share <= 0.18:
            found["common"].append(vocabulary[rank])
        elif 0.005 <= share <= 0.02:
            found["mid"].append(vocabulary[rank])
        elif 0 < share <= 0.0005:
            found["rare"].append(vocabulary[rank])
    return found


def search(q: str, speaker: tuple[int, str] | None = None, exact: str = "") -> tuple[str, str]:
    ours = {
        "q": q,
        **({"speaker": str(speaker[0])} if speaker else {}),
        **({"exact": exact} if exact else {}),
    }
    theirs = {"_search": q, "_searchmode": "raw", **({"speaker": speaker[1]} if speaker else {})}
    return "/quotes/?" + urlencode(ours), rival(**theirs)


def rival(**queries: str) -> str:
    from bench.datasette import FACETS

    facets = [("_facet", name) for name in FACETS]
    return "/rival/quotes?" + urlencode(
        [*queries.items(), ("_sort_desc", "key"), ("_size", "20"), *facets]
    )


def frequent_speakers(chance: random.Random, size: int) -> list[tuple[int, str]]:
    from quotes.models import Speaker

    pks = [1 + int(chance.random() ** 2 * 200) for _ in range(size)]
    speakers = Speaker.objects.in_bulk(pks)
    return [(pk, speakers[pk].name) for pk in pks]


def phrases(chance: random.Random, size: int) -> list[str]:
    from quotes.models import Segment

    top = Segment.objects.order_by("-quote")[0].quote_id
    rows = (Segment.objects.get(quote=chance.randint(1, top)) for _ in range(size))
    return [" ".join(row.words.strip("“”,").split()[2:4]) for row in rows]


def by_day(chance: random.Random) -> tuple[str, str]:
    from quotes.models import Quote

    top = Quote.objects.order_by("-pk")[0].pk
    one = Quote.objects.select_related("capture__source__publisher").get(pk=chance.randint(1, top))
    day, outlet = one.order_day, one.capture.source.publisher
    ours = {"publisher": str(outlet.pk), "said_from": day.isoformat(), "said_to": day.isoformat()}
    return "/quotes/?" + urlencode(ours), rival(publisher=outlet.name, said=f"{day:%Y%m%d}")


def page_200(word: str) -> tuple[str, str]:
    from quotes.search.conditions import condition_of_words
    from quotes.search.engines import engine
    from quotes.text.query import Word

    keys = engine().keys(condition_of_words(Word(word)), 200 * 20)
    ours = {"q": word, "after": str(keys[-1])}
    theirs = rival(_search=word, _searchmode="raw", _next=f"{keys[-1]},{keys[-1]}")
    return "/quotes/?" + urlencode(ours), theirs


def mistyped(name: str) -> str:
    """The surname with two letters exchanged."""
    last = name.split()[-1]
    return last[:3] + last[4:5] + last[3:4] + last[5:]
