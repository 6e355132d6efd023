"""Small closed lists of English grammar that the code needs; what rubrics decide stands in rubrics/."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    """zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions billion billions dozen dozens half third quarter double twice thirds tenths tenth couple"""
)
# "one" is a figure only before one of these.
AFTER_ONE = _words("percent hundred thousand million in")
# After one of these a number is a label ("step two"), not a figure.
LABELS = _words("step phase stage part number option question point layer tier level one least")

MONTHS = _words("january february march april may june july august september october november december")
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
# Months that are also verbs, and what stands before a month that is one.
DOUBTFUL_MONTHS = _words("may march")
BEFORE_MONTH = _words("in on by of since until till from last next early late mid this every before after")
# Capitalised within a sentence and yet no name.
NO_NAMES = _words("i i'm i'd i've i'll english internet")

# A question's last two words when it asks nothing ("…, is it?").
TAG_VERBS = _words(
    """is isn't are aren't was wasn't were weren't do don't does doesn't did didn't have haven't has hasn't had hadn't
    can can't could couldn't will won't would wouldn't should shouldn't"""
)
TAG_SUBJECTS = _words("i you he she it we they there that")
TAG_LEAST_WORDS = 5  # "Is it?" alone asks

# A fragment does not end, nor begin, on one of these; a phrase ends before a joint.
LOOSE_END = _words(
    """and but or so because the a an to of in on at for with from by as that this which who if then than is was were i
    we it my our their his her not very could would should can will may might must do did does had have has be been
    being about into over under between through there where when what how some any no more just"""
)
LOOSE_START = _words("and but or so because then well um uh like yeah okay right which who also just")
JOINTS = _words(
    """and or but so because that which who when while if on at by from to with for in of until after before into
    over about through during without under between across"""
)
# Words that join a clause to the one before; after some of them the rest does not stand alone.
CLAUSE_JOINTS = _words("and but or so because which who whose when while where if although though unless")
HANGING_JOINTS = _words("which who whose where if")
# A fragment does not begin on one of these: the words before would be missed.
HANGING_START = HANGING_JOINTS | _words(
    """of percent than as to is are was were be been isn't wasn't has had have do does did can could will would with by
    from into onto per not"""
)
# Nor does it end on one of these, which wait for their noun.
LOOSE_LAST = NUMBER_WORDS | _words(
    """own same over using like meaningful new old other first second last next better few more most such each every
    many several both another without within against across around along during per until before after he she they you
    me him them us don't didn't doesn't can't couldn't won't wouldn't isn't wasn't"""
)
# Words that say nothing by themselves.
VAGUE = _words(
    """end some them those these thing things something stuff lot lots bit kind sort way really well then there here
    he she they you me us him he's she's they're it's that's i'm i'd i'll i've we're we'd yes no okay get got"""
)

# Words that ask; the second row names what a person, a day, a place or a reason is asked for by.
ASK_WORDS = _words("who whose when where why how what which long often many much")
ASK_WHO = _words("who whose when where why")
