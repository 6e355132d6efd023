"""Which engines can be chosen, and how each of them is."""

from fastapi import APIRouter

from app.api.errors import declared
from app.api.frames import Shape
from app.api.sessions import Here
from app.api.values import Line
from app.service.offers import Source, State

router = APIRouter()


class OfferShape(Shape):
    """One engine: `model` is what a session asks for; `sent_to` is null where nothing leaves this computer."""

    model: str
    label: str
    source: Source
    state: State
    message: str | None
    sent_to: str | None


class EnginesShape(Shape):
    """Who interviews and grades where a session does not say, and who else can; `looking` while there may be more."""

    model: str
    grader_model: str
    looking: bool
    engines: list[OfferShape]


@router.get("/api/engines", responses=declared(422))
async def engines(here: Here, again: bool = False, check: Line | None = None) -> EnginesShape:
    """The engines as last seen. `again` looks anew, `check` at one of them alone: both answer when it is done."""
    if check is not None:
        await here.offers.check(check)
    elif again:
        await here.offers.again()
    default = here.catalog.engine
    return EnginesShape(
        model=default.model,
        grader_model=default.grader_model,
        looking=here.offers.looking,
        engines=[OfferShape.model_validate(offer) for offer in here.offers.all],
    )
