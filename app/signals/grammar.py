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

# A fragment does not end, nor begin, on one of these; a phrase ends before a joint.
LOOSE_END = _words(
    """and but or so because the a an to of in on at for with from by as that this which who if then than is was were i
    we it my our their his her not very could would should can will may might must do did does had have has be been
    being about into over under between through there where when what how some any no more just"""
)
LOOSE_START = _words("and but or so because then well um uh like yeah okay right which who also just")
JOINTS = _words(
    """and or but so because that which who when while if on at by from to with for in of until after before into"""
)
