"""The database refuses a second speaker whom no reader could distinguish from the first."""

import io
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from quotes.editorial import speaker_merge
from quotes.models import Quote, Speaker, SpeakerName, name_keys, same_name
from quotes.search.consistency import disagreements
from quotes.transfer.import_record import RecordImport
from sources.look_alikes import look, look_key
from tests.cast import STORY
from tests.transfer.conftest import exported

pytestmark = pytest.mark.django_db
NAME = 'Zoë O\'Hara-Lund "Zo"'
LIKE = {
    "a curly apostrophe": "Zoë O’Hara-Lund “Zo”",
    "another apostrophe": "Zoë OʼHara-Lund „Zo“",
    "a hyphen that breaks no line": 'Zoë O\'Hara‑Lund "Zo"',
    "a dash": "Zoë O‘Hara–Lund ＂Zo＂",
    "decomposed letters": 'Zoe\u0308 O\'Hara-Lund "Zo"',
    "spaces": ' Zoë\u00a0 O\'Hara-Lund\u2009"Zo"\u200b',
    "signs of direction": '\u200eZoë O\'Hara\u00ad-Lund "Zo"\u2060',
    "a full width": 'Ｚoë O\'Hara-Lund "Zo"',
}
UNLIKE = ['Zoe O\'Hara-Lund "Zo"', 'ZOË O\'HARA-LUND "ZO"', 'Zoë O\'Hara Lund "Zo"']
like = pytest.mark.parametrize("name", LIKE.values(), ids=LIKE)

WRITERS = {
    "save": lambda row: row.save(),
    "bulk_create": lambda row: Speaker.objects.bulk_create([row]),
    "update": lambda row: Speaker.objects.filter(pk=_other()).update(name=row.name),
    "bulk_update": lambda row: Speaker.objects.bulk_update(
        [Speaker(pk=_other(), name=row.name)], ["name"]
    ),
}


def _other() -> int:
    return Speaker.objects.create(name="Bo Berg").pk


@like
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_name_that_looks_the_same_is_refused_by_form_and_database(name, write):
    Speaker.objects.create(name=NAME)
    assert look(name) == look(NAME)
    with pytest.raises(ValidationError, match="is in the record already"):
        Speaker(name=name).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        write(Speaker(name=name))
    assert [s.name for s in Speaker.objects.called(name)] == [NAME]


@like
def test_a_description_distinguishes_and_one_that_looks_the_same_does_not(name):
    Speaker.objects.create(name=NAME, description="the painter's wife")
    other = Speaker(name=name, description="the painter’s  wife")
    with pytest.raises(ValidationError, match="describe what distinguishes"):
        other.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    other.description = "the painter"
    other.full_clean()
    other.save()
    assert Speaker.objects.called(NAME).count() == 2


@pytest.mark.parametrize("name", UNLIKE)
def test_names_that_look_different_are_two(name):
    Speaker.objects.create(name=NAME)
    Speaker(name=name).full_clean()
    assert Speaker.objects.create(name=name).pk


def test_names_in_scripts_that_need_their_joiners_stay_apart():
    assert look_key("علی\u200cرضا") != look_key("علیرضا")


def test_a_speaker_saved_in_part_gets_the_key_of_its_new_name():
    Speaker.objects.create(name=NAME)
    speaker = Speaker.objects.create(name="Bo Berg")
    speaker.name = "Bo Bergh"
    speaker.save(update_fields=["name"])
    speaker.refresh_from_db()
    assert speaker.name_look == look_key("Bo Bergh")
    assert not same_name.keys_differ(speaker)
    speaker.name = NAME
    with pytest.raises(IntegrityError), transaction.atomic():
        speaker.save(update_fields=["name"])


@like
def test_rows_of_a_spreadsheet_find_the_speaker_that_looks_the_same(tmp_path, ed, name):
    speaker = Speaker.objects.create(name=NAME)
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": STORY, "words": "Not a day later", "speaker": name}))
    refused = []
    RecordImport(file, by="ed", on_refused=refused.append).run()
    assert refused == []
    assert Quote.objects.get().attributions.get().speaker == speaker


# From before


def doctor() -> str:
    out = io.StringIO()
    call_command("doctor", stdout=out)
    return out.getvalue()


@pytest.fixture
def from_before():
    """Two speakers whom nothing distinguishes, from before the rule, after a migrate."""
    pair = [Speaker.objects.create(name=name) for name in (NAME, "Bo Berg")]
    with connection.cursor() as cursor:
        for speaker in pair:
            cursor.execute(
                "UPDATE quotes_speaker SET name = %s, name_look = NULL, description_look = NULL "
                "WHERE id = %s",
                [NAME, speaker.pk],
            )
    import_module("quotes.migrations.0013_same_name").settle(apps, None)
    name_keys.refresh_many([speaker.pk for speaker in pair])
    return [Speaker.objects.get(pk=speaker.pk) for speaker in pair]


def test_earlier_look_alikes_stay_and_doctor_names_them(from_before):
    first, second = from_before
    assert f"Speakers {first.pk} and {second.pk} look the same: {NAME}. Merge them" in doctor()
    for speaker in from_before:
        speaker.kind = "group"
        speaker.full_clean()
        speaker.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker.objects.create(name=NAME)
    second.description = "the painter"
    second.full_clean()
    second.save()
    assert "look the same" not in doctor()
    second.description = ""
    with pytest.raises(ValidationError, match="is in the record already"):
        second.full_clean()


def test_an_earlier_look_alike_cant_take_a_third_ones_name(from_before):
    Speaker.objects.create(name="Petra Oduya")
    from_before[1].name = "Petra Oduya"
    with pytest.raises(ValidationError, match="is in the record already"):
        from_before[1].full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        from_before[1].save()


def test_a_record_with_earlier_look_alikes_moves_on_as_it_is(freely, tmp_path, from_before):
    Speaker.objects.create(name=NAME, description="the painter", part_of=from_before[0])
    Speaker.objects.create(name="’s", merged_into=from_before[0])
    Speaker.objects.create(name="'s")
    file = tmp_path / "record.jsonl"
    file.write_text(exported())
    with transaction.atomic():
        Speaker.objects.update(merged_into=None, part_of=None, name_look=None)
        Speaker.objects.all().delete()
    assert imported_again(file) == file.read_text()
    assert "look the same" in doctor()
    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker.objects.create(name=NAME)


def without_history(text: str) -> str:
    """History is never deleted, so it can't be imported again here."""
    return "".join(f"{line}\n" for line in text.splitlines() if "historical" not in line)


def imported_again(file) -> str:
    file.write_text(without_history(file.read_text()))
    refused = []
    RecordImport(file, restore=True, on_refused=refused.append).run()
    assert refused == []
    return without_history(exported())


def test_wrong_keys_are_found_and_written_again():
    speaker = Speaker.objects.create(name=NAME)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_speaker SET name_look = 'x' WHERE id = %s", [speaker.pk])
    assert "Keys of 1 speakers' looks are wrong" in " ".join(disagreements())
    call_command("rebuild_search", verbosity=0, stdout=io.StringIO())
    assert not list(disagreements())


# Undoing a merge


@pytest.fixture
def merged(ed, mayor):
    """The mayor's other spelling, merged into her."""
    other = Speaker.objects.create(name="Petra Oduja")
    return speaker_merge.merge(mayor, other, by=ed, reason="One and the same.")


def test_a_merge_isnt_undone_while_another_speaker_has_the_name(merged, ed):
    namesake = Speaker.objects.create(name="Petra Oduja")
    with pytest.raises(ValidationError, match=f"Speaker {namesake.pk} is called “Petra Oduja”"):
        speaker_merge.undo(merged, by=ed)
    merged.merged.refresh_from_db()
    assert merged.merged.merged_into and merged.kept.names.get().name == "Petra Oduja"
    namesake.description = "the painter"
    namesake.save()
    speaker_merge.undo(merged, by=ed)
    merged.merged.refresh_from_db()
    assert merged.merged.merged_into is None and not merged.kept.names.exists()


def test_a_merge_isnt_undone_while_the_kept_speaker_has_the_name(merged, ed):
    Speaker.objects.filter(pk=merged.kept_id).update(name="Petra Oduja", description="")
    with pytest.raises(ValidationError, match="then undo this merge"):
        speaker_merge.undo(merged, by=ed)


def test_a_name_that_was_edited_since_the_merge_stays(merged, ed):
    name = SpeakerName.objects.get()
    name.name = "Petra Odouja"
    name.save()
    speaker_merge.undo(merged, by=ed)
    assert [n.name for n in merged.kept.names.all()] == ["Petra Odouja"]
