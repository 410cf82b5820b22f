"""The community of the demo company: who says what of themselves, Ada mentors Mo, and speaks. By the real verbs."""

from datetime import datetime, timedelta
from io import BytesIO

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.community.actions import ask, meet, mentor, offer, speak
from whiteglove.learning.community.actions.profile import change_profile, set_picture
from whiteglove.learning.community.actions.publish import publish
from whiteglove.learning.community.models import Profile

ADA = {
    "title": "Support agent, customer recovery",
    "bio": (
        "I answer the mails that begin with “for the third time”. Before this I taught children to swim, which is "
        "where I learnt that nobody listens while they are afraid of going under.\n\n"
        "Ask me about **parcels that went astray**, French, and sentences that calm without promising too much."
    ),
    "achievements": (
        "Wrote the guide to late parcels that colleagues use every day\n"
        "Took over 40 conversations of others when the storm closed the warehouse"
    ),
    "links": "My talk on first sentences https://talks.example/first-sentences",
}  # fmt: skip
LEE = {
    "title": "Team lead, Support and Billing",
    "bio": (
        "I look after eight people and the queue between them. What I like best is the moment when somebody finds out "
        "that they can end a hard call kindly. My door stands open on Tuesdays."
    ),
    "achievements": "Brought first answers within four hours, and kept them there for a year",
    "links": "",
}  # fmt: skip
MO = {"title": "Trainee", "bio": "Learning to serve, from the front desk.", "achievements": "", "links": ""}
WHY = "I freeze when somebody raises their voice. I would like to have a first sentence that I can rely on."
TOLD = (
    "Thirty people from five companies heard how a first sentence sounds to somebody who is angry, with eleven of ours."
)


def gather(company: Company, now: datetime) -> None:
    """Once."""
    if Profile.objects.exists():
        return
    mo, then = Person.objects.get(email="mo@whiteglove.example"), now - timedelta(days=20)
    for who, words in ((company.ada, ADA), (company.lee, LEE), (mo, MO)):
        change_profile(**words, by=who, at=then)
    set_picture(content=portrait(), by=company.ada, at=then)
    publish(parts=["picture", "title", "bio", "achievements", "languages", "credentials"], in_list=True, indexed=False,
            by=company.ada, at=then)  # fmt: skip
    together(company, mo, then, now)
    spoken(company, now)


def together(company: Company, mo: Person, then: datetime, now: datetime) -> None:
    ada = company.ada
    about = "We look at what you wrote, and at what I wrote when I began."
    open_to = offer.offer(topics="Upset customers\nFirst sentences\nParcels", capacity=2, about=about, by=ada,
                          times="Tuesdays, after lunch", at=then)  # fmt: skip
    offer.offer(topics="Leading a team\nHard calls", about="", times="Fridays", capacity=1, by=company.lee, at=then)
    asked = ask.ask(offer=open_to, topics="Upset customers", why=WHY, by=mo, at=then)
    pair = ask.accept(request=asked, by=ada, at=then + timedelta(hours=4))
    goal = mentor.write_goal(mentorship=pair, by=mo, at=then + timedelta(days=1),
                             text="Three calls with upset customers in which I ask before I explain")  # fmt: skip
    mentor.agree_goal(goal=goal, by=ada, at=then + timedelta(days=1, hours=2))
    mentor.write_goal(
        mentorship=pair, text="A last sentence that ends a call kindly", by=ada, at=now - timedelta(days=2)
    )
    day = (then + timedelta(days=4)).replace(hour=13, minute=0, second=0, microsecond=0)
    first = meet.plan(mentorship=pair, starts_at=day, minutes=45, where="Room 2", by=ada, at=then + timedelta(days=1))
    for one in (ada, mo):
        meet.confirm_held(session=first, by=one, at=day + timedelta(hours=1))
    for days in (-3, 4):
        day = (now + timedelta(days=days)).replace(hour=13, minute=0, second=0, microsecond=0)
        meet.plan(mentorship=pair, starts_at=day, minutes=45, where="Room 2", by=ada, at=now - timedelta(days=7))


def spoken(company: Company, now: datetime) -> None:
    """One talk that was held and confirmed, one that waits for an answer."""
    ada, lee, then = company.ada, company.lee, now - timedelta(days=9)
    one = speak.invite(person=ada, event="Regional Service Day", topic="What a first sentence does", day=then.date(),
                       by=lee, at=then - timedelta(days=30), host="Chamber of commerce")  # fmt: skip
    speak.answer(speech=one, accepted=True, by=ada, at=then - timedelta(days=29))
    speak.hold(
        speech=one, evidence="https://talks.example/first-sentences", told=TOLD, by=ada, at=then + timedelta(days=1)
    )
    speak.confirm(speech=one, by=lee, at=then + timedelta(days=2))
    speak.show(speech=one, shown=True, by=ada, at=then + timedelta(days=2))
    speak.invite(person=ada, event="Open evening for newcomers", topic="My first month at the desk", by=lee,
                 day=(now + timedelta(days=16)).date(), at=now - timedelta(days=1))  # fmt: skip


def portrait() -> bytes:
    """Somebody, drawn: nobody's photograph."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (480, 480), "#cfe3d6")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 300, 420, 720), fill="#2f6f54")
    draw.ellipse((150, 90, 330, 300), fill="#7a4a30")
    draw.pieslice((135, 60, 345, 280), 180, 360, fill="#2b2320")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
