"""Who reads what customers say of how they were served, and who decides what they are asked."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit
from whiteglove.service.desk.permits import sees

from .models import SurveyAnswer


def about_what_they_see(person: Person, answer: SurveyAnswer) -> bool:
    """The same rule as `SurveyAnswer.objects.visible_to`, for one answer."""
    own = person.role == "lead" or answer.survey.person_id == person.pk
    return own and sees(person, answer.survey.ticket)


def of_a_ticket_they_see(person: Person, answer: SurveyAnswer) -> bool:
    """Whoever has the ticket may look after it, whomever the answer is about."""
    return sees(person, answer.survey.ticket)


permit(
    "surveys.see",
    roles={"lead", "agent"},
    scope=about_what_they_see,
    says="Read answers to surveys: as an agent those about you",
)
permit("surveys.see_to", roles={"lead", "agent"}, scope=of_a_ticket_they_see, says="See to bad answers")
permit("surveys.export", roles={"lead"}, says="Take the answers to surveys with you")
permit("surveys.setup", roles=set(), says="Decide what customers are asked")
