"""Who said what, and how we know."""

from .attribution import Attribution
from .dismissal import Dismissal
from .erasure import Erasure
from .evidence import Evidence, Match
from .import_run import ImportRun, RefusedLine
from .links import FactCheck, QuoteLink
from .merge import SpeakerMerge
from .name_keys import NameKey
from .own_document import OwnDocument
from .public_change import PublicChange, WritePermit
from .quote import Quote
from .record_count import MonthCount, PublisherCheckCount
from .record_version import RecordVersion
from .review import Review
from .revision import Revision
from .search_row import IndexVersion, SearchRow, SpeakerCount, SpeakerMonthCount, TopicCount
from .segment import Segment
from .speaker import Role, Speaker, SpeakerName
from .topic import Topic

__all__ = [
    "Attribution",
    "Dismissal",
    "Erasure",
    "Evidence",
    "FactCheck",
    "ImportRun",
    "IndexVersion",
    "Match",
    "MonthCount",
    "NameKey",
    "OwnDocument",
    "PublicChange",
    "PublisherCheckCount",
    "Quote",
    "QuoteLink",
    "RecordVersion",
    "RefusedLine",
    "Review",
    "Revision",
    "Role",
    "SearchRow",
    "Segment",
    "Speaker",
    "SpeakerCount",
    "SpeakerMerge",
    "SpeakerMonthCount",
    "SpeakerName",
    "Topic",
    "TopicCount",
    "WritePermit",
]
