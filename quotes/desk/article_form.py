"""The form for a new article: its text, pasted or fetched, and its details."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from sources import page_archive
from sources.models import Article, Publisher, Source
from sources.new_captures import capture_pasted, refuse_misread
from sources.publishers import publisher_named
from sources.storable_text import receive, refuse_unstorable
from sources.text_boxes import TextBox
from sources.zoned_forms import ZoneField

from .quote_form import line


class AddressForm(forms.Form):
    address = line("Link to the article", 2000, help_text="It starts with https:// or http://.")


class ArticleForm(forms.Form):
    text = TextBox(
        label="Text",
        strip=False,
        error_messages={"required": "Paste the text of the article."},
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text="The whole text, unedited. It is saved as it is and never changes.",
    )
    headline = line("Headline", 500, help_text="As printed. Leave empty if unknown.")
    author = line("Byline", 300, help_text="As printed.")
    publisher = line("Publisher", help_text="A publisher that isn't in the record yet is created.")
    published_on = forms.DateField(
        label="Published on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time_zone = ZoneField()
    language = line("Language", 35, help_text="A language code, such as en or ar.")
    url = forms.URLField(label="Link", max_length=2000, required=False, assume_scheme="https")
    fetched = TextBox(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text = receive(self.cleaned_data["text"])
        refuse_misread(text)
        return text

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day and day > timezone.now().date() + dt.timedelta(days=1):
            raise ValidationError("This date is in the future. Check the year.")
        if day and day.year < 1000:
            raise ValidationError("This date is before the year 1000. Check the year.")
        return day

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        refuse_unstorable(url)
        existing = Source.objects.filter(url=url).first() if url else None
        if existing:
            raise ValidationError(
                format_html(
                    'This link is in the record already: <a href="{}">{}</a>.',
                    reverse("desk:workspace", args=[existing.pk]),
                    existing.title,
                )
            )
        return url

    def clean_publisher(self) -> Publisher | None:
        """The publisher of that name, or an unsaved new one."""
        return publisher_named(self.cleaned_data["publisher"])

    @transaction.atomic
    def save(self, *, by, page: dict | None) -> Source:
        """Save the article with its first capture; `page` is what was fetched, if it was.

        Raises fetch.Refused, with nothing saved, if the page can't be archived.
        """
        sent = self.cleaned_data
        publisher = sent["publisher"]
        if publisher and publisher.pk is None:
            publisher.full_clean()
            publisher.save()
        known = {
            name: sent[name]
            for name in ("headline", "author", "published_on", "time_zone", "language")
        }
        article = Article(publisher=publisher, url=sent["url"], added_by=by, **known)
        if page:
            article.display = Source.Display.PASSAGES
        article.full_clean()
        article.save()
        if page:
            page_archive.store_set_aside(article, page, sent["text"], by=by)
        else:
            capture_pasted(sent["text"], by=by, source=article)
        return article
