"""The exchanges of the sample round."""

# ruff: noqa: E501 (data reads better on its line)

from app.domain.report import Claim, ReportExchange
from tests.reports.makers import mark, quote, score, turn
from tests.reports.said import SAID

CONSTRAINT = quote(4, "Refunds was the constraint, because it read tokens up to 180 days old")
GATE = quote(4, "until mismatches stayed under 1 in 10,000 for seven days")
ALIGNED = quote(8, "Everybody was aligned that the contract date could not move")
COST = quote(6, "about four days of work for two people")
OPTIONS = quote(12, "three options on one page")
COFFEE = quote(16, "for a coffee rather than raise it in the stand-up")

WHERE = ReportExchange(
    number=1,
    question_id="where_you_are",
    title="Where you are now",
    category="behavioral",
    question=SAID[1],
    summary="Brief and in order. The reason for the move is your own, and it would bear one more sentence.",
    on_this_answer="at",
    passed=False,
    not_graded=None,
    turns=(turn(1), turn(2)),
    pillars=(
        score(
            "communication",
            "Communication",
            3,
            "At the bar",
            "Answers the question in an order that can be followed.",
            quote(2, "programs where the limit is physical"),
        ),
    ),
    starl=None,
    marks=(mark("a", "keep", 2, "programs where the limit is physical", "Communication 3. A reason of your own."),),
    claims=(),
    strong=("Names one thing about this company that the last one could not offer.",),
    ask_yourself=("What in this job would you miss in the next best one? [what]",),
    hints=0,
)

VAULT = ReportExchange(
    number=2,
    question_id="vault_move",
    title="The vault move",
    category="program_management",
    question=SAID[3],
    summary="Planning above the bar, stakeholders below it. The gate was offered unasked; the cost came out only when Marcus asked for it.",
    on_this_answer="at",
    passed=False,
    not_graded=None,
    turns=tuple(turn(number) for number in range(3, 11)),
    pillars=(
        score(
            "program_execution",
            "Program execution",
            4,
            "Above the bar",
            "Finds the true constraint, sets an exit criterion, and names what the date cost.",
            CONSTRAINT,
            GATE,
        ),
        score(
            "stakeholder_leadership",
            "Stakeholder leadership",
            2,
            "Below the bar",
            "A meeting agreed. No person, no interest, no criterion.",
            ALIGNED,
            missing="The person who decided, and what finance wanted in return.",
        ),
        score(
            "communication",
            "Communication",
            3,
            "At the bar",
            "In order, at a fitting length.",
            quote(4, "I set it up as three phases"),
        ),
        score(
            "culture_values",
            "Culture and values",
            3,
            "At the bar",
            "Says plainly what was left undone. It had to be asked for.",
            COST,
        ),
        score("technical_depth", "Technical depth", None, "Not assessed", "Nothing asked for it."),
    ),
    starl=None,
    marks=(
        mark(
            "a",
            "keep",
            4,
            CONSTRAINT.text,
            "Program execution 4. You found the true constraint, and said why it wasn’t the obvious one.",
        ),
        mark("b", "keep", 4, GATE.text, "Program execution 4. An exit criterion with a number and a duration."),
        mark(
            "c",
            "gap",
            4,
            "In the end we agreed to move the reporting to July",
            "Stakeholder leadership 2. Two teams wanted April. Who agreed, and for what?",
        ),
        mark("d", "keep", 6, COST.text, "Culture and values 3. The cost in days, and plainly. It had to be asked for."),
        mark("e", "gap", 8, ALIGNED.text, "A meeting is not a person. No name, no interest, no criterion."),
        mark(
            "f",
            "gap",
            10,
            "it was a group decision",
            "Still missing after two follow-ups. The finance lead appears, without what they wanted or got.",
        ),
    ),
    claims=(
        Claim(
            "Reads are switched only after writes go to both places.",
            "right",
            quote(4, "Dual write from 3 March, reads from the new vault at 1 % of traffic from 7 April"),
            "The order holds.",
        ),
        Claim(
            "A dual write needs a job that compares the two sides.",
            "not_said",
            None,
            "Mismatches were counted; how, and by what, was not said.",
        ),
    ),
    strong=(
        "Names who could have said no, what they wanted, and what they got for saying yes.",
        "Gives the criterion the decision was made on, before the options.",
        "Says what would have turned the cut-over back, and how long turning back takes.",
    ),
    ask_yourself=(
        "Who could have said no, and when did they say yes? [name or role] [date]",
        "What would the other side have called a good outcome? [their interest]",
    ),
    hints=0,
)

HALF = ReportExchange(
    number=3,
    question_id="half_a_team",
    title="Half a team",
    category="program_management",
    question=SAID[11],
    summary="Starts from the critical path and brings options with their costs. The others stay a crowd: “everybody”.",
    on_this_answer="at",
    passed=False,
    not_graded=None,
    turns=tuple(turn(number) for number in range(11, 15)),
    pillars=(
        score(
            "program_execution",
            "Program execution",
            3,
            "At the bar",
            "A sequenced first two days with a decision date.",
            OPTIONS,
        ),
        score(
            "stakeholder_leadership",
            "Stakeholder leadership",
            2,
            "Below the bar",
            "One party’s interest is named, the rest are “everybody”.",
            quote(14, "I’d talk to everybody before the meeting"),
            missing="What the sponsor and search want.",
        ),
        score(
            "communication",
            "Communication",
            4,
            "Above the bar",
            "Leads with the answer and stays concrete.",
            quote(12, "First I’d find out what it does to the critical path"),
        ),
    ),
    starl=None,
    marks=(
        mark("a", "keep", 12, OPTIONS.text, "Communication 4. Something a sponsor can decide on."),
        mark(
            "b",
            "keep",
            14,
            "The later date, because it costs them nothing",
            "The other side’s interest, in one sentence.",
        ),
        mark(
            "c",
            "gap",
            14,
            "I’d talk to everybody before the meeting",
            "Stakeholder leadership 2. Everybody is nobody: who first, and with what?",
        ),
    ),
    claims=(),
    strong=(
        "Sizes each option in weeks and people before it is offered.",
        "Says who loses with each option, and sees them first.",
    ),
    ask_yourself=("At what date or number does this leave your hands, and what do you ask for? [threshold] [request]",),
    hints=1,
)

BEHIND = ReportExchange(
    number=4,
    question_id="engineer_behind",
    title="The engineer who fell behind",
    category="behavioral",
    question=SAID[15],
    summary="A true story, told straight, with a date at its end. What you took from it is a good wish so far.",
    on_this_answer="at",
    passed=False,
    not_graded=None,
    turns=tuple(turn(number) for number in range(15, 19)),
    pillars=(
        score(
            "stakeholder_leadership",
            "Stakeholder leadership",
            3,
            "At the bar",
            "Goes to the one person who could change it, with data, and gets the change.",
            quote(16, "and went to his manager with it"),
        ),
        score("communication", "Communication", 3, "At the bar", "In order, no detours.", COFFEE),
        score(
            "culture_values",
            "Culture and values",
            3,
            "At the bar",
            "Protects the engineer and the date at once.",
            COFFEE,
        ),
    ),
    starl=(
        score(
            "situation",
            "Situation",
            2,
            "Clear",
            "Where and what; the stakes are in the question before.",
            quote(16, "one of the refunds engineers missed his last three dates"),
        ),
        score(
            "task",
            "Task",
            1,
            "Thin",
            "Your own part is implied, not said.",
            quote(16, "his items had not moved since 24 March"),
        ),
        score("action", "Action", 3, "Strong", "Own steps, and why those.", COFFEE),
        score(
            "result",
            "Result",
            3,
            "Strong",
            "Against the date you needed.",
            quote(16, "He delivered the refunds read path on 2 May"),
        ),
        score(
            "learnings",
            "Learnings",
            1,
            "Thin",
            "A good wish.",
            quote(18, "be more aware of people’s workload"),
            missing="What you do differently now, and where you have done it.",
        ),
    ),
    marks=(
        mark("a", "keep", 16, COFFEE.text, "Culture and values 3. A choice, and its reason shows."),
        mark("b", "keep", 16, "eleven days in six weeks", "The cost, counted. This is what moved the manager."),
        mark(
            "c",
            "gap",
            18,
            "be more aware of people’s workload",
            "Learnings, thin. What is on your weekly page now that was not there?",
        ),
    ),
    claims=(),
    strong=("Ends with something now done as a rule, and the last time it was done.",),
    ask_yourself=("When did you last act on that lesson? [the occasion]",),
    hints=0,
)

EXCHANGES = (WHERE, VAULT, HALF, BEHIND)
