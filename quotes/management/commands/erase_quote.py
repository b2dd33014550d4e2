from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from quotes.editorial.erasure import erase
from quotes.models import Quote
from sources.models import Tombstone


class Command(BaseCommand):
    help = (
        "Erase a quote's words from everywhere in the record because law or safety demands it. "
        "The quote is withdrawn; a tombstone with the date and the kind of reason stays. "
        "This can't be undone."
    )

    def add_arguments(self, parser):
        parser.add_argument("quote", type=int, help="the number in the quote's address")
        parser.add_argument("--reason", required=True, choices=Tombstone.Reason.values)
        parser.add_argument("--by", required=True, help="user name of the editor who decided it")
        parser.add_argument("--note", default="", help="for the newsroom; never shown")
        parser.add_argument("--yes", action="store_true", help="don't ask")

    def handle(self, *, quote, reason, by, note, yes, **options):
        found = Quote.objects.filter(pk=quote).first()
        if found is None:
            raise CommandError(f"No quote has the number {quote}.")
        editor = get_user_model().objects.filter(username=by).first()
        if editor is None or not editor.has_perm("quotes.withdraw_quote"):
            raise CommandError(f"{by} isn't an editor of this record.")
        if not yes and input(f"Erase “{found}” for good? Type yes: ") != "yes":
            raise CommandError("Nothing was erased.")
        pages = erase(found, by=editor, reason=reason, note=note)
        self.stdout.write(f"Erased quote {quote}.")
        for page in pages:
            self.stdout.write(f"A fetched page still has the words. Delete it: {page}")
