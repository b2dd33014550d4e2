"""Learn the numbers of quote extraction again from the corpus, and write the file that ships."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quotes.text.extraction import learned
from quotes.text.extraction.learning import corpus, recipe


class Command(BaseCommand):
    help = (
        "Learn the weights of quote extraction from a clone of the PolNeAR corpus, and write "
        "them where the extractor reads them. The same corpus gives the same file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", type=Path, help=f"a clone of {corpus.ADDRESS}")
        parser.add_argument(
            "--output", type=Path, default=learned.PATH, help="where to write the file"
        )

    def handle(self, *args: Any, output: Path, **options: Any) -> None:
        try:
            articles = corpus.read_articles(options["corpus"])
        except corpus.CorpusError as problem:
            raise CommandError(str(problem)) from problem
        found = recipe.learn(articles)
        output.write_text(recipe.written(found), encoding="utf-8")
        for question, cases in found.provenance["cases"].items():
            weights = found.weights[question]
            self.stdout.write(f"{question}: {len(weights)} weights from {cases} cases")
        self.stdout.write(f"Wrote {output}.")
