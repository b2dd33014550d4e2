"""The questions that readers type into the search box, and the small words that no quote is found by.

For whoever edits them: one question a line. X stands for a name of up to five words, Y for what it
is about, W for words that were said. The rest has to be typed as it is here, in any case; a/b is
either word, and a word in brackets may be missing. The first line that fits the whole query counts:
its own words are left out of the search, as small words are of X and Y, and the page says so.
Nothing is left out of W. A query of nothing but such words is searched as it was typed.
"""

#: Words in capitals stand for any of these.
GROUPS = {
    "SAID": "said/says/say/saying/told/tell/tells/thought/think/thinks/wrote/claimed/claim/claims",
    "QUOTES": "quote/quotes/statement/statements/remarks/comments",
    "VIEWS": "position/view/views/opinion/stance/take/reaction/response",
    "DID": "did/does/do/has/have/had/didnt/doesnt",
    "ABOUT": "about/on/of/regarding/concerning/re",
}

QUESTIONS = """
who SAID anything/something ABOUT Y
who spoke/talked/commented ABOUT Y
who (has/have/had) SAID (that) W
(show/find/give/get) (me) (all/the/any) QUOTES by/from/of X ABOUT Y
(show/find/give/get) (me) (all/the/any) QUOTES by/from/of X
(show/find/give/get) (me) (all/the/any) QUOTES ABOUT Y
(show/find/tell/give) (me) anything/everything/something/what X (has/have/had/ever) SAID ABOUT Y
(show/find/tell/give) (me) anything/everything/something/what X (has/have/had/ever) SAID
what DID X SAID ABOUT Y
what DID X SAID
what is/are/was/were (the) VIEWS of X on/about/to Y
what/whats (is/are/was/were) X VIEWS on/about/to Y
when/where/why/how DID X SAID ABOUT Y
when/where/why/how DID X SAID (that) W
when/where/why/how DID X speak/talk/spoken/talked ABOUT Y
DID X (ever/really/actually) SAID anything/something ABOUT Y
DID X (ever/really/actually) SAID ABOUT Y
DID X (ever/really/actually) SAID (that) W
DID X (ever/really/actually) speak/talk/comment/spoken/talked/commented ABOUT Y
is/was it/it's/its (true/really) (that) X who SAID (that) W
is it true (that) X SAID (that) W
מה אמר/אמרה/אמרו X על Y
מה אמר/אמרה/אמרו X
מי אמר/אמרה W
ציטוטים של X על Y
ציטוטים של X
ماذا قال/قالت X عن Y
ماذا قال/قالت X
من قال/قالت W
اقوال/تصريحات X عن Y
"""

#: The same, but only of a query of at most so many words: a longer one is a sentence from somewhere.
LONGEST_SHORT = 8
SHORT = """
X SAID anything/something ABOUT Y
X SAID ABOUT Y
X SAID (that) W
X SAID
X QUOTES ABOUT Y
X QUOTES
X VIEWS on/about Y
according to X
X on/about/regarding/concerning/re Y
X על Y
X عن Y
"""

#: Left out of X and Y, with the words that ask for sayings and quotes.
SMALL = frozenset(GROUPS["SAID"].split("/") + GROUPS["QUOTES"].split("/")) | frozenset(
    """a an the of in on at to for from by with about and or as is are was were be been
    i me my we us our you your he him his she her it its they them their this that these those
    who whom whose what when where why how which did does do has have had didnt
    any all ever really actually
    anything something everything
    מה מי על של את הוא היא הם אמר אמרה אמרו ציטוטים
    ما ماذا من عن على هو هي هم قال قالت اقوال تصريحات""".split()
)

#: Words of sentences that hardly anybody types who is searching by operators.
OF_SENTENCES = frozenset(
    """i me we us you he him she it they them my our your his her their this that these those
    is are was were be been am will would can could shall should must may might cannot
    do does did has have had dont doesnt didnt wont isnt arent cant im ive were well ill""".split()
)
#: These tell a sentence only if it has at least so many words.
LONG_ENOUGH = 6
IN_LONG_SENTENCES = frozenset("a an the of in on at to for from by with as but if".split())
