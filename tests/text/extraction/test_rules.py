"""Who speaks, by the ways news English names a voice. All people are invented."""

import pytest

from tests.text.extraction.shown import quote_with, read

INTRODUCED = "Mayor Ilya Morant met the engineer Dana Whitlow on Monday. "


@pytest.mark.parametrize(
    ("text", "voice", "name"),
    [
        ("“We go,” Ilya Morant said.", "Ilya Morant", "Ilya Morant"),
        ("“We go,” said Ilya Morant.", "Ilya Morant", "Ilya Morant"),
        ("“We go now.” Ilya Morant said that on Monday.", "", ""),
        ("Ilya Morant, the city’s mayor, said: “We go.”", "Ilya Morant", "Ilya Morant"),
        ("Ilya Morant, who runs the city, said, “We go.”", "Ilya Morant", "Ilya Morant"),
        ("Ilya Morant, in a letter to voters, wrote: “We go.”", "Ilya Morant", "Ilya Morant"),
        ("Ilya Morant left the room, saying, “We go.”", "Ilya Morant", "Ilya Morant"),
        ("“We go,” the union’s leader, Ilya Morant, said.", "", "Ilya Morant"),
        ("“We go,” said Morant’s lawyer, Ines Falk. Ilya Morant is 71.", "", "Ines Falk"),
        (INTRODUCED + "“We go,” Morant said.", "Morant", "Ilya Morant"),
        (INTRODUCED + "“We go,” she said.", "she", "Dana Whitlow"),
        (INTRODUCED + "“We go,” the mayor said.", "the mayor", "Ilya Morant"),
        ("“We go,” Northline Rail said in a statement.", "Northline Rail", "Northline Rail"),
        ("Ilya Morant: “We go.”", "Ilya Morant", "Ilya Morant"),
        (INTRODUCED + "“We go,” Morant himself said.", "Morant", "Ilya Morant"),
        ("“We go,” City Hall press secretary Ines Falk said.", "", "Ines Falk"),
        ("“We go.” — Ilya Morant", "Ilya Morant", "Ilya Morant"),
        ("“We go!” beamed Ilya Morant in the city hall.", "Ilya Morant", "Ilya Morant"),
        ("The crowd was loud, with Ilya Morant saying, “We go.”", "Ilya Morant", "Ilya Morant"),
        ("Still no deal for the mill - Ilya Morant: “We go.”", "Ilya Morant", "Ilya Morant"),
        (INTRODUCED + "More from Whitlow: “We go.”", "Whitlow", "Dana Whitlow"),
        ("“We go,” said another leading advocate, Ilya Morant.", "", "Ilya Morant"),
        ("On Monday she met Leo From at the mill. “We go,” From said.", "From", "Leo From"),
        (INTRODUCED + "“We go,” the two write.", "the two", ""),
        (INTRODUCED + "“We go,” a voice-over in the ad states.", "a voice-over in the ad", ""),
    ],
)
def test_the_voice_is_found_and_named_in_full(text: str, voice: str, name: str) -> None:
    shown = quote_with(text, "We go")
    assert shown.name == name
    assert not voice or shown.voice == voice


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Ilya Morant said the bridge would open in May.", "the bridge would open in May", "said"),
        ("Ilya Morant warned that the bridge was old.", "the bridge was old", "warned"),
        ("Ilya Morant pledged to open the bridge.", "to open the bridge", "pledged"),
        (
            "Ilya Morant has told Dana Whitlow that the bridge was old.",
            "the bridge was old",
            "has told",
        ),
        ("The bridge is old, Ilya Morant said.", "The bridge is old", "said"),
        ("The bridge is old, according to Ilya Morant.", "The bridge is old", "according to"),
        ("According to Ilya Morant, the bridge is old.", "the bridge is old", "According to"),
        ("Ilya Morant denied the charge.", "the charge", "denied"),
        (
            "Ilya Morant would not say whether the bridge was old.",
            "whether the bridge was old",
            "would not say",
        ),
    ],
)
def test_indirect_speech_gives_its_clause_and_its_cue(text: str, words: str, cue: str) -> None:
    (shown,) = read(text)
    assert (shown.words, shown.kind, shown.cue) == ((words,), "paraphrase", cue)
    assert shown.name == "Ilya Morant"


def test_an_interrupted_quote_is_one_quote() -> None:
    shown = quote_with("“The bridge,” said Ilya Morant, “is safe. Use it.”", "bridge")
    assert shown.words == ("“The bridge,”", "“is safe. Use it.”")
    assert shown.kind == "direct"


def test_words_beside_the_marks_make_a_partial_quote() -> None:
    shown = quote_with("Ilya Morant said the bridge was “safe enough” to use.", "safe")
    assert shown.words == ("the bridge was “safe enough” to use",)
    assert shown.kind == "partial"


def test_an_unnamed_source_keeps_its_own_words() -> None:
    shown = quote_with("“It is final,” said a person close to the talks.", "final")
    assert shown.voice == "a person close to the talks"
    assert shown.proposal.voice.unnamed
    assert shown.name == ""


def test_reported_words_of_unnamed_people_have_the_outlet_as_carrier() -> None:
    text = "The Harbour Times reported, citing two officials, that the bridge was old."
    (shown,) = read(text)
    assert shown.voice == "two officials"
    assert [(c.relation, c.name) for c in shown.proposal.carriers] == [
        ("reported_by", "Harbour Times")
    ]


def test_a_crowd_that_was_said_carries_nothing() -> None:
    shown = quote_with("“We go,” Ilya Morant told a cheering crowd.", "We go")
    assert shown.proposal.carriers == ()


def test_the_medium_is_kept_in_the_texts_own_words() -> None:
    assert (
        quote_with("“We go,” Ilya Morant wrote on Facebook.", "go").proposal.medium.text
        == "Facebook"
    )
    shown = quote_with("“We go,” Ilya Morant said in a brief statement.", "go")
    assert shown.proposal.medium.text == "a brief statement"


def test_two_sharing_a_surname_are_distinguished_by_mr_and_ms() -> None:
    text = "Anna Kemp and Tom Kemp own the mill. “No,” Ms. Kemp said. “Not now,” Mr. Kemp said."
    assert quote_with(text, "No,").name == "Anna Kemp"
    assert quote_with(text, "Not now").name == "Tom Kemp"


def test_titles_of_works_and_nicknames_are_no_quotes() -> None:
    text = "Robert “Bobby” Tran saw the film “Northern Lights” at the so-called “smart” cinema."
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الوزير يوم الاثنين «لن نقبل بهذا» ثم غادر القاعة.", ["«لن نقبل بهذا»"]),
        ('אמר השר ביום שני "לא נסכים לכך" ועזב את האולם.', ['"לא נסכים לכך"']),
        ("Le ministre a dit lundi : « Nous ne céderons pas. »", ["« Nous ne céderons pas. »"]),
        ("Der Minister sagte am Montag: „Wir gehen nicht.“", ["„Wir gehen nicht.“"]),
    ],
)
def test_other_languages_give_their_quoted_spans_with_the_voice_open(
    text: str, expected: list[str]
) -> None:
    shown = read(text)
    assert [s.words[0] for s in shown] == expected
    assert all(s.proposal.voice is None and not s.proposal.sure for s in shown)


def test_a_stated_language_goes_before_a_guessed_one() -> None:
    text = "“We go,” Ilya Morant said."
    assert read(text, "en-GB")[0].name == "Ilya Morant"
    assert read(text, "de")[0].proposal.voice is None


def test_a_speech_that_goes_on_in_the_next_paragraph_is_one_quote_and_never_sure() -> None:
    result = "“We lost everything in a single night,” said Omar Haddad, a baker.\n\n"
    speech = "“The water came up to the oven and it stood there until the Friday morning.”"
    (shown,) = read(result + speech)
    assert len(shown.words) == 2
    assert shown.name == "Omar Haddad"
    assert not shown.proposal.sure


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("“We go,” a baker of the old town, 52, who had come late, told this paper.", "a baker"),
        ("“We go,” said retired baker Omar Haddad of Lynsk, who came late.", "retired baker Omar"),
        ("“We go,” said 52-year-old baker Omar Haddad.", "52-year-old baker Omar"),
    ],
)
def test_a_cue_far_behind_the_comma_still_has_its_voice(text: str, voice: str) -> None:
    assert quote_with(text, "We go").voice.startswith(voice)


def test_a_sentence_that_opens_with_a_quote_and_has_no_cue_goes_on_with_the_one_before() -> None:
    text = "“They agree,” said Omar Haddad. “But they aren’t there yet” to join the strike."
    assert len(quote_with(text, "They agree").words) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Leo Brandt spoke on Monday. Brandt spokesman Tom Kemp laughed. “We go,” he said.",
            "Tom Kemp",
        ),
        (
            "“Never,” declared Leo Brandt. In a speech on Tuesday night, Tom Kemp struck another "
            "note. “We go,” he said.",
            "Tom Kemp",
        ),
    ],
)
def test_he_is_who_acts_in_the_sentence_before_not_who_is_named_beside(
    text: str, name: str
) -> None:
    assert quote_with(text, "We go").name == name


def test_quotes_signed_one_below_the_other_stay_with_their_own_voices() -> None:
    first = "“We go to the square every Friday since the river came up in May.” — Leo Brandt\n"
    second = "“We stay at home because nobody has told us when the bridge opens.” — Tom Kemp\n"
    lead = "This is what the readers of the paper told us about the flood.\n\n"
    assert [shown.name for shown in read(lead + first + second)] == ["Leo Brandt", "Tom Kemp"]


def test_an_interrupted_quote_is_not_given_to_whoever_is_named_behind_it() -> None:
    text = INTRODUCED + "“We go,” Morant said, “and soon,” after Dana Whitlow voiced her fears."
    shown = quote_with(text, "We go")
    assert shown.words == ("“We go,”", "“and soon,”")
    assert shown.name == "Ilya Morant"
