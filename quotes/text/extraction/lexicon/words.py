"""Closed word classes of English and the small word lists that attribution turns on.

Each word has a one-letter class, so that the shape of a sentence is a short string:
  P pronoun   D determiner   A auxiliary   I preposition   C conjunction   S subordinator
  T that      W who, which   R adverb      O “to”          E -ed/-ing word of no special class
and, given by `tokens`: N capitalised word, G its possessive, g another possessive, n other word,
# number, V verb of saying, Q a quoted span, ¶ line break, punctuation as itself.
"""

MALE = frozenset(
    "he him his himself mr mr. sir lord king prince father son brother husband".split()
)
FEMALE = frozenset("she her hers herself mrs mrs. ms ms. miss lady queen princess dame".split())

_CLASSES = {
    "P": "he she they it i we you everyone someone nobody anyone everybody somebody",
    "D": "the a an his her their its our my your this these those some many several two three "
    "four five six seven eight nine ten both all each every another no any most few other neither either "
    "other's such one whose",
    "A": "is are was were be been being am has have had having do does did can could will would "
    "shall should may might must not never cannot n't",
    "I": "of in on at by for from with without about against between into through during "
    "within among under over above below near across behind beyond toward towards upon "
    "around despite via per like off onto outside inside along amid alongside versus vs",
    "C": "and or but nor yet",
    "S": "because although though while when after before if since as until unless whereas "
    "whether once where how why what so than",
    "T": "that",
    "W": "who which whom",
    "O": "to",
    "R": "also then later now just even still too again once already often always ever only "
    "soon instead however meanwhile perhaps maybe rather quite very first last further "
    "indeed there here today yesterday tomorrow tonight together together back out up down "
    "once twice thereafter afterwards afterward earlier sometimes almost",
}
CLASS: dict[str, str] = {
    word: letter for letter, words in _CLASSES.items() for word in words.split()
}
_NEGATED = "isn aren wasn weren hasn haven hadn don doesn didn can couldn won wouldn shouldn mustn"
for _contraction in _NEGATED.split():
    CLASS[_contraction + "'t"] = CLASS[_contraction + "’t"] = "A"
for _pronoun in ("he", "she", "they", "it", "i", "we", "you"):
    for _tail in ("'s", "'d", "'ll", "'re", "'ve", "'m"):
        CLASS[_pronoun + _tail] = CLASS[_pronoun + _tail.replace("'", "’")] = "P"

BE = frozenset("is are was were be been being am 's isn't wasn't aren't weren't".split())
# Small words that English shares with none of its neighbours: they tell its texts from others.
ENGLISH = frozenset(
    "the of and to that is for with said he she it his her by from were are has had been not "
    "but who their this they we you would at told says".split()
)
NOT_ADVERBS = frozenset(
    "family ally rally reply supply assembly july italy early daily likely only friendly "
    "elderly monthly weekly anomaly butterfly bully jelly belly hourly homily".split()
)
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt cmdr adm maj pvt rev hon "
    "st jr sr jan feb mar apr aug sept oct nov dec no vs inc corp co ltd dept univ assn bros "
    "ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo pres supt det atty messrs mme".split()
)
# Words that open sentences with a capital and are no names.
INITIAL = frozenset(
    "minutes moments hours days weeks months years asked likewise similarly using given plus "
    "nobody everyone everybody people many most others part half none next earlier meantime even wait remember more".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays".split()
)

# Nouns for people and bodies that speak; a bare “officials” may be a voice, a bare “roof” not.
SPEAKING_NOUNS = frozenset(
    "official officials spokesman spokeswoman spokesperson spokesmen spokespeople spokeswomen "
    "source sources aide aides adviser advisers advisor advisors strategist strategists expert "
    "experts analyst analysts critic critics supporter supporters opponent opponents voter "
    "voters lawyer lawyers attorney attorneys prosecutor prosecutors investigator investigators "
    "police officer officers authorities lawmaker lawmakers senator senators leader leaders "
    "president candidate candidates nominee governor mayor minister ministers judge justice "
    "professor researcher researchers scientist scientists economist economists doctor doctors "
    "teacher teachers student students resident residents witness witnesses neighbor neighbors "
    "neighbour neighbours friend friends family mother father son daughter brother sister wife "
    "husband parents couple woman women man men people person reporter reporters journalist "
    "journalists editor editors anchor host author writer columnist blogger pollster pollsters "
    "businessman billionaire executive executives chairman chairwoman chair director manager "
    "managers secretary ambassador diplomat diplomats general commander soldier soldiers "
    "activist activists organizer organizers organiser organisers protester protesters member "
    "members employee employees worker workers staffer staffers colleague colleagues ally "
    "allies insider insiders operative operatives democrat democrats republican republicans "
    "conservatives liberals congressman congresswoman representative representatives speaker "
    "company firm agency department administration government campaign committee commission "
    "council court board party group groups organization organisation union association "
    "institute foundation center centre network newspaper paper magazine outlet outlets website "
    "station channel report reports study studies survey surveys poll polls statement letter "
    "lawsuit complaint filing filings document documents memo email emails e-mail e-mails "
    "article story editorial column book ad advert advertisement headline sign signs banner "
    "transcript post tweet message messages note release ruling order resolution bill law text "
    "records data figures results analysis review plan platform ministry delegation office team "
    "house sheriff detective priest bishop pastor pope imam rabbi coach player actor actress "
    "singer star owner founder caller crowd audience moderator narrator others some many "
    "another one man's several two three fans rivals rival militia mediator mediators "
    "negotiator negotiators envoy spokesperson's veterans veteran scholar scholars historian "
    "historians lobbyist lobbyists donor donors backers campaigners businesswoman mogul "
    "economist's farmer farmers baker driver drivers engineer nurse nurses patient patients "
    "passenger passengers customer customers prosecutors' regulators regulator "
    "chief chiefs counsel commissioner commissioners alderman councilman councilwoman councillor "
    "councilor clerk captain sergeant lieutenant superintendent treasurer auditor deputy dean "
    "chancellor commentator commentators consultant consultants fundraiser fundraisers delegate "
    "delegates pundit pundits surrogate surrogates biographer contributor correspondent "
    "psychologist psychologists sociologist biologist physicist philosopher theologian "
    "specialist specialists observer observers legislator legislators politician politicians "
    "juror jurors magistrate ombudsman whistleblower dissident demonstrator demonstrators "
    "participant participants respondents attendee attendees retiree retirees volunteer "
    "volunteers teenager boy girl child children mom dad grandmother grandfather uncle aunt cousin "
    "nephew niece immigrant immigrants refugee refugees survivor survivors victim victims "
    "defendant plaintiff plaintiffs suspect inmate trainer pilot contractor landlord tenant "
    "tenants shopkeeper waitress waiter technician architect co-founder cofounder co-chair "
    "co-author co-host".split()
)
DOCUMENT_NOUNS = frozenset(
    "report study survey poll statement letter lawsuit complaint filing filings document "
    "documents memo email emails article story editorial column book ad advertisement "
    "transcript post tweet message note release ruling order resolution bill law text records "
    "data figures results analysis review plan proposal agreement sign banner headline website "
    "polls reports studies surveys affidavit indictment testimony constitution treaty draft "
    "paper platform".split()
)
GROUP_NOUNS = frozenset(
    "delegation campaign team committee commission council board party group government "
    "administration department ministry agency company firm union association court office "
    "organization organisation institute foundation network police authorities officials army "
    "militia family crowd allies supporters lawmakers senators democrats republicans".split()
)
OUTLET_NOUNS = frozenset(
    "outlet outlets newspaper paper magazine network station channel website broadcaster agency "
    "reporters reporter".split()
)
OUTLET_WORDS = frozenset(
    "news times post journal press tribune herald guardian gazette chronicle magazine network "
    "channel radio television tv ledger telegraph examiner mirror mail cnn nbc abc cbs msnbc "
    "fox npr pbs bbc reuters politico breitbart bloomberg buzzfeed huffpost afp ap upi globe "
    "observer independent today daily weekly cnbc c-span axios slate vox atlantic yorker "
    "newsweek economist univision telemundo haaretz jazeera arabiya spiegel monde figaro "
    "zeitung ynet".split()
)
MEDIA = (
    "Truth Social", "Twitter", "Facebook", "Instagram", "Telegram", "TikTok", "YouTube", "X",
    "LinkedIn", "Reddit", "Snapchat", "Bluesky", "Mastodon", "WhatsApp", "Weibo", "Threads",
    "Medium", "Periscope", "Tumblr",
)  # fmt: skip
