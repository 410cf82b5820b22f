"""Who speaks with customers, who sees how calls go, and who sets the telephone up."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Sheet


def sees(person: Person, sheet: Sheet) -> bool:
    """The same rule as `Sheet.objects.visible_to`, for one sheet."""
    return Sheet.objects.visible_to(person).filter(pk=sheet.pk).exists()


permit("calls.take", roles={"lead", "agent"}, scope=sees, says="Take and make calls, and write down what was said")
permit("calls.counts", roles={"lead"}, says="See how calls were answered in your teams")
permit("calls.setup", roles=set(), says="Say whose telephone has which extension")
