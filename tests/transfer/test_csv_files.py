"""CSV as spreadsheets and editors write it: understood, or refused in a sentence; nothing dropped."""

import pytest
from django.core.management import CommandError, call_command

from quotes.models import Quote, Speaker
from quotes.transfer.csv_file import NotImportable
from quotes.transfer.import_record import RecordImport

pytestmark = pytest.mark.django_db

HEADER = "url,headline,text,words,speaker,as_named,cue"
ROW = 'https://courier.example/1,Café,"“Café is shut,” Max Roe said.","Café is shut",Max Roe,Max Roe,said'
SECOND = 'https://courier.example/2,Pier,"“We won,” Max Roe said.","We won",Max Roe,Max Roe,said'


def written(tmp_path, text: str, encoding="utf-8", name="rows.csv"):
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


def refused(file) -> list[str]:
    found = []
    RecordImport(file, by="unknown-person", on_refused=lambda row: found.append(str(row))).run()
    return found


def separated_by(delimiter: str) -> str:
    return (
        (HEADER + "\n" + ROW + "\n")
        .replace("said.", "said*")
        .replace(",", delimiter)
        .replace("shut" + delimiter + "”", "shut,”")
        .replace("said*", "said.")
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_in_any_encoding_is_understood(tmp_path, encoding):
    assert refused(written(tmp_path, f"{HEADER}\n{ROW}\n", encoding)) == []
    assert Quote.objects.get().words == "Café is shut"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_understood(tmp_path, delimiter):
    assert refused(written(tmp_path, separated_by(delimiter))) == []
    assert Quote.objects.get().capture.text == "“Café is shut,” Max Roe said."


def test_a_line_that_names_the_delimiter_is_understood(tmp_path):
    assert refused(written(tmp_path, "sep=;\r\n" + separated_by(";"))) == []
    assert Quote.objects.exists()


def test_tabs_in_utf_16_as_spreadsheets_save_unicode_text_are_understood(tmp_path):
    file = written(tmp_path, separated_by("\t"), "utf-16", "rows.tsv")
    assert refused(file) == []
    assert Quote.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\r\n{ROW}\n{SECOND}\r\n",
        f"{HEADER}\r{ROW}\r{SECOND}\r",
        f"{HEADER}\n\n{ROW}\r\n,,,,,,\r\n{SECOND}",
        f"{HEADER},,\n{ROW},,\n{SECOND},,\n",
        f"{HEADER.upper()}\n{ROW}\n{SECOND}\n".replace("AS_NAMED", " As named "),
    ],
)
def test_line_ends_empty_rows_and_capitals_are_understood(tmp_path, text):
    assert refused(written(tmp_path, text)) == []
    assert Quote.objects.count() == 2


def test_line_ends_inside_words_are_those_of_the_text(tmp_path):
    row = 'https://courier.example/1,Pier,"“We\r\nwon,” Max Roe said.","We\r\nwon",Max Roe,Max Roe,said'
    assert refused(written(tmp_path, f"{HEADER}\r\n{row}\r\n")) == []
    assert Quote.objects.get().words == "We\nwon"


@pytest.mark.parametrize(
    ("text", "encoding", "sentence"),
    [
        (f"{HEADER}\n{ROW}\n", "cp1252", "isn't encoded in UTF-8: see its line 2. .*Windows-1252"),
        (f"{HEADER}\nplain,,,,,,\n{ROW}\n", "cp1252", "see its line 3"),
        (f"{ROW}\n{SECOND}\n", "utf-8", "isn't a header with a column “words”"),
        (f"{ROW}\n", "utf-8", "Name the columns in the first line: url, headline"),
        ("", "utf-8", "has no header"),
        ("\n\n", "utf-8", "has no header"),
        ("url,headline,text\n", "utf-8", "isn't a header with a column “words”"),
        ("PK\x03\x04\x14", "latin-1", "is a workbook. Save the sheet as “CSV UTF-8”"),
    ],
)
def test_a_file_that_could_only_be_guessed_is_refused_whole(tmp_path, text, encoding, sentence):
    with pytest.raises(NotImportable, match=sentence):
        refused(written(tmp_path, text, encoding))
    with pytest.raises(CommandError, match=sentence):
        call_command("import_record", written(tmp_path, text, encoding), by="unknown-person")
    assert not Quote.objects.exists() and not Speaker.objects.exists()


def test_utf_16_that_breaks_off_is_refused_whole(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_bytes(f"{HEADER}\n{ROW}\n".encode("utf-16")[:-1])
    with pytest.raises(NotImportable, match="isn't encoded in UTF-16: see its line"):
        refused(file)


@pytest.mark.parametrize(
    ("header", "row", "sentence"),
    [
        (HEADER + ",speaker", SECOND + ",Bo Berg", "names “speaker” more than once"),
        (HEADER + ", Speaker ", SECOND + ",Max Roe", "names “speaker” more than once"),
        (HEADER + ",topics", SECOND + ",Bridges, Rivers", "has no name for “Rivers”"),
        (HEADER, SECOND + ",,Rivers", "has no name for “Rivers”"),
        (HEADER + ",", SECOND + ",Rivers", "has no name for “Rivers”"),
        (HEADER + ",mood", SECOND + ",cross", "There is no column mood."),
        (HEADER, SECOND.replace("Pier", "P\0er"), "a character that can't be stored"),
        (HEADER, SECOND.replace("Pier", '"Pier" he'), "Line 2 couldn't be read as one row"),
    ],
)
def test_a_row_whose_cells_could_go_astray_is_refused(tmp_path, header, row, sentence):
    [one] = refused(written(tmp_path, f"{header}\n{row}\n"))
    assert sentence in one
    assert not Quote.objects.exists()


def test_a_quotation_mark_that_is_never_closed_swallows_nothing_in_silence(tmp_path):
    opened = SECOND.replace('"We won"', '"We won')
    [one] = refused(written(tmp_path, f"{HEADER}\n{ROW}\n{opened}\nmore\nand more"))
    assert "Lines 3 to 5 couldn't be read: a quotation mark opens a cell there and nothing" in one
    assert Quote.objects.get().words == "Café is shut"


def test_rows_that_run_into_each_other_are_named_with_all_their_lines(tmp_path):
    opened = SECOND.replace('"We won"', '"We won')
    [one] = refused(written(tmp_path, f"{HEADER}\n{opened}\n{SECOND}\n{ROW}\n"))
    assert "Lines 2 to 3 couldn't be read as one row" in one
    assert Quote.objects.get().words == "Café is shut"


def test_a_line_of_json_with_two_values_of_one_name_is_refused(tmp_path):
    line = '{"words": "We won", "text": "“We won,” Max Roe said.", "speaker": "Max Roe", "speaker": "X"}'
    [one] = refused(written(tmp_path, line + "\n", name="rows.jsonl"))
    assert "names “speaker” more than once" in one
    assert not Quote.objects.exists() and not Speaker.objects.exists()


def test_a_table_with_another_ending_is_refused_line_by_line(tmp_path):
    [one, _] = refused(written(tmp_path, f"{HEADER}\n{ROW}\n", name="rows.txt"))
    assert "A table needs a name that ends in .csv." in one


def test_a_line_of_json_in_another_encoding_says_so(tmp_path):
    [one] = refused(written(tmp_path, '{"words": "é"}\n', "cp1252", "rows.jsonl"))
    assert "isn't encoded in UTF-8" in one
