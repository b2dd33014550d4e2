from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from quotes.editorial import erasure_steps
from quotes.editorial.erasure import Plan, erase, plan
from quotes.models import Erasure, PublicChange, Quote
from sources import stored_files
from sources.models import FetchedPage, Tombstone

#: Someone may store the words again while they are being erased.
MOST_ROUNDS = 5
ELSEWHERE = {
    "sqlite": "Backups made before this still have the words: delete them, or erase again after "
    "a restore.",
    "postgresql": "Backups, standby servers' base backups and archived write-ahead log made before "
    "this still have the words, and so has the server's own log until it is recycled: delete "
    "them, or erase again after a restore.",
}
OTHERS = (
    "Nobody can call back what others keep: search engines and archives that copied the page, "
    "readers of the feeds, whoever downloaded the record. Ask them."
)


class Command(BaseCommand):
    help = (
        "Erase a quote's words from everywhere in the record because law or safety demands it. "
        "Every place is listed first. The quote is withdrawn; tombstones with the date and the "
        "kind of reason stay. This can't be undone."
    )

    def add_arguments(self, parser):
        parser.add_argument("quote", type=int, nargs="?", help="the number in the quote's address")
        parser.add_argument("--reason", choices=Tombstone.Reason.values)
        parser.add_argument("--by", help="user name of the editor who decided it")
        parser.add_argument("--note", default="", help="for the newsroom; never shown")
        parser.add_argument(
            "--also", action="append", default=[], help="other words that go, too; repeatable"
        )
        parser.add_argument(
            "--near", action="store_true", help="erase what is like the words, too, not list it"
        )
        parser.add_argument("--dry-run", action="store_true", help="list the places and stop")
        parser.add_argument("--yes", action="store_true", help="don't ask")
        parser.add_argument(
            "--continue",
            action="store_true",
            dest="go_on",
            help="finish erasures that were cut short, or whose pages this machine has",
        )
        parser.add_argument(
            "--write-again",
            action="store_true",
            help="write the database's file or tables again; nobody can write meanwhile",
        )

    def handle(self, *, quote, reason, by, note, also, near, dry_run, yes, go_on, **options):
        if go_on:
            return self._continue(options["write_again"])
        found = Quote.objects.filter(pk=quote).first()
        if found is None:
            raise CommandError(f"No quote has the number {quote}.")
        if not dry_run and not (reason and by):
            raise CommandError("Give --reason and --by, or --dry-run to see the places.")
        editor = None if dry_run else self._editor(by)
        planned = plan(found, also)
        files = self._files(planned)
        self._show(planned, files, near)
        if dry_run:
            return None
        if not yes and input(f"Erase “{found}” for good? Type yes: ") != "yes":
            raise CommandError("Nothing was erased.")
        self._erase(
            planned,
            files,
            by=editor,
            reason=reason,
            note=note,
            also=also,
            near=near,
            write_again=options["write_again"],
        )
        return None

    def _editor(self, name):
        editor = get_user_model().objects.filter(username=name).first()
        if editor is None or not editor.has_perm("quotes.withdraw_quote"):
            raise CommandError(f"{name} isn't an editor of this record.")
        return editor

    def _files(self, planned: Plan) -> list[tuple[Path, bool]]:
        return list(stored_files.having(lambda text: bool(planned.words.exact(text))))

    def _show(self, planned: Plan, files: list[tuple[Path, bool]], near: bool) -> None:
        self.stdout.write("The words are in:")
        text = planned.quote.capture
        self.stdout.write(f"  capture {text.pk}, text (where the quote was found)")
        for place in planned.to_erase(near=near):
            self.stdout.write(f"  {place}")
        for pk in sorted(planned.entries):
            self.stdout.write(f"  search index, entry of quote {pk}")
        captures = {p.pk for p in planned.to_erase(near=near) if p.model.__name__ == "Capture"}
        pages = FetchedPage.objects.filter(capture__in=captures | {text.pk}).exclude(warc_path="")
        for path in pages.values_list("warc_path", flat=True):
            self.stdout.write(f"  fetched page {path}")
        for path, readable in files:
            self.stdout.write(f"  file {path}" + ("" if readable else " (can't be read)"))
        self.stdout.write("  copies of pages, pictures and texts, on every machine")
        if not near and planned.to_decide():
            self.stdout.write("Near the words, for a person to decide (--near, or --also WORDS):")
            for place in planned.to_decide():
                self.stdout.write(f"  {place}")

    def _erase(self, planned, files, *, write_again, **decision):
        archived = [p for p, readable in files if readable and stored_files.is_archived(p)]
        decision["files"] = [_below_archive(path) for path in archived]
        texts: set[str] = set()
        for _ in range(MOST_ROUNDS):
            done = erase(planned.quote, planned=planned, **decision)
            texts |= done.texts
            decision["files"] = []
            planned = plan(Quote.objects.get(pk=planned.quote.pk), planned.words.written)
            if not planned.to_erase(near=decision["near"]):
                break
        self.stdout.write(f"Erased quote {planned.quote.pk}.")
        if done.second_look.outcome == PublicChange.Outcome.APPLIED:
            self.stdout.write(
                "Another editor reviews this, in the admin under Public changes: "
                f"change {done.second_look_id}."
            )
        self._finish(Erasure.objects.filter(quote=planned.quote), texts, write_again)
        for path, readable in files:
            if path not in archived:
                what = "has the words. Delete it" if readable else "can't be read. Look into it"
                self.stdout.write(f"A file {what}: {path}")
        if planned.to_decide():
            self.stdout.write("Near the words, and left as they are; a person decides:")
        for place in planned.to_decide():
            self.stdout.write(f"  {place}")
        self.stdout.write(ELSEWHERE[connection.vendor])
        self.stdout.write(OTHERS)

    def _continue(self, write_again: bool) -> None:
        waiting = Erasure.objects.all() if write_again else Erasure.objects.filter(finished_at=None)
        if not waiting:
            self.stdout.write("No erasure is unfinished.")
        self._finish(waiting, (), write_again)

    def _finish(self, erasures, texts, write_again: bool) -> None:
        if connection.in_atomic_block:
            self.stdout.write("Run `manage.py erase_quote --continue` once this is committed.")
            return
        for erasure in erasures:
            for sentence in erasure_steps.finish(erasure, texts=texts, write_again=write_again):
                self.stdout.write(sentence)


def _below_archive(path: Path) -> str:
    relative = path.relative_to(settings.ARCHIVE_DIR)
    return (
        relative.relative_to("aside").as_posix() if relative.parts[0] == "aside" else str(relative)
    )
