"""An organisation copies the pack, changes a number, a phrase and a step, loads it, and sees it in the product."""

from datetime import timedelta

import pytest
from django.urls import reverse

from whiteglove.ground.packs.commands import check, diff, load
from whiteglove.learning.playbooks import actions, queries
from whiteglove.learning.standards import queries as standards
from whiteglove.learning.standards.actions.read_messages import read_ticket
from whiteglove.learning.standards.models import Reading
from whiteglove.service.desk import actions as desk
from whiteglove.service.sla.models import Target

pytestmark = pytest.mark.django_db


def change(pack, file: str, old: str, new: str) -> None:
    path = pack / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


@pytest.fixture
def theirs(pack):
    """Their own pack: five changes, one for each thing that people notice."""
    change(pack, "pack.yaml", "id: white-glove", "id: northwind")
    change(pack, "standards/targets.yaml", "within: 4 h", "within: 3 h")
    change(pack, "standards/process.yaml", "name: Positive language,", "name: Speak of what goes,")
    change(pack, "standards/greetings.yaml", "thank you for telling us about", "good that you write about")
    change(pack, "playbooks/billing.yaml", "name: Explain it line by line", "name: Read the bill out")
    change(pack, "behaviours/apology.yaml", "sorry", "sorry|apologise")
    return pack


def test_each_change_shows_where_people_work(asks, ada, theirs, at, later, signed_in):
    before = asks("I was charged twice.")
    old = Reading.objects.get(message__ticket=before)
    from whiteglove.learning.standards.actions import load_standard

    load_standard(by=None, at=later(1), path=theirs)
    assert Target.objects.in_force(later(2)).get(key="email.first-reply").seconds == 3 * 3600
    ticket = asks("I was charged again.")
    names = [step.name for phase in standards.phases(ticket) for step in phase.steps]
    assert "Speak of what goes" in names and "Positive language" not in names
    page = signed_in(ada).get(reverse("desk:ticket", args=[ticket.pk])).content.decode()
    assert "good that you write about" in page
    actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(3))
    assert queries.steps(ticket)[1].name == "Read the bill out"
    reply = desk.reply(ticket=ticket, by=ada, at=later(4), text="I apologise.", seen_message_id=ticket.last_inbound_id)
    read_ticket(ticket=ticket.pk, at=later(4))
    assert [one["behaviour"] for one in Reading.objects.get(message=reply).findings] == ["apology"]
    # What was judged before keeps the revision it was judged by.
    old.refresh_from_db()
    assert (old.revision.pack, Reading.objects.get(message=reply).revision.pack) == ("white-glove", "northwind")


def test_the_command_line_tells_the_difference_before_and_after(asks, theirs, later):
    asks("Hello.")
    lines, code = diff(theirs)
    assert code == 0 and lines[0] == "Against white-glove 1.0, revision 1, in force now:"
    assert "~ standards.targets[email.first-reply].within: 4 h -> 3 h" in lines
    assert "~ playbooks.billing.steps[explain].name: Explain it line by line -> Read the bill out" in lines


def test_a_pack_that_names_what_isnt_there_is_refused_by_hand_and_nothing_changes(asks, theirs, at):
    asks("Hello.")
    lines, code = load(theirs, at=at + timedelta(hours=1))
    assert code == 1 and lines[-1].endswith("nothing was changed.") and any("isn't among" in line for line in lines)
    assert standards.current().revision_id == queries.in_force().revision


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("standards/targets.yaml", "  within: 2 h", "\twithin: 2 h", "standards/targets.yaml:17: a tab stands"),
        ("standards/targets.yaml", "says: The customer knows", "says: Note: they know", "a colon stands inside a text"),
        ("playbooks/billing.yaml", "{we: [account_check,", "{us: [account_check,", "nothing is called us here"),
        ("playbooks/billing.yaml", "      en: I've opened", "      it: I've opened", "en is missing"),
        ("playbooks/billing.yaml", "id: explain", "id: review", "“review” stands here twice"),
        ("playbooks/refund.yaml", "id: refund\n", "id: refunds\n", "the file is refund.yaml"),
        ("pack.yaml", "id: white-glove", "id: white-glove\nid: ours", "this key stands here twice"),
    ],
)
def test_a_slip_is_named_once_with_its_place(file, old, new, says, pack):
    change(pack, file, old, new)
    lines, code = check(pack)
    assert code == 1 and says in lines[0] and lines[-1].startswith("1 problem"), lines
