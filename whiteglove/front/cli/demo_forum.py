"""What colleagues of the demo company ask one another. By the real verbs."""
# ruff: noqa: E501  (texts)

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.forum import actions
from whiteglove.learning.forum.actions.category import ship_categories
from whiteglove.learning.forum.models import Category, Post, Topic

HARD, TOOLS, RULES, LEARN = "Difficult conversations", "Tools and tricks", "Products and policies", "Learning together"

# (category, title, who, hours ago, words, [(who, minutes later, words, who it helped)], number of the one that settled it)
TOPICS = (
    (LEARN, "Read aloud before you send?", "ada", 170,
     "Since the last coaching talk I read every second reply aloud before it leaves. It takes a minute, and I find one "
     "sentence in each that I would never say to somebody's face. Does anybody else do this? Do you have a shorter way?",
     [("lee", 45, "I read only the first and the last sentence aloud. Those are the two that people remember.", "ada mo"),
      ("mo", 200, "I tried it on the practice customers this week. My openings got shorter by half.", "ada")], 0),
    (RULES, "Refund on another card than the one that paid", "mo", 122,
     "In practice a customer told me that the old card had expired, and asked for the money on a new one. I said "
     "that I would find out. What do we really do, and how do you say it without sounding like a form?",
     [("ada", 30, "We pay back on the card that paid, and only there. Most banks pass it on to the new card by themselves, "
       "so I say first what *will* happen:\n\n> The money goes back to the card you paid with. Your bank passes it on to "
       "the new one, usually within five days. If it isn't there by Friday, write to me and I look for it.\n\n"
       "The date matters more than the rule.", "mo lee"),
      ("lee", 95, "What @ada.osei says. And where the account itself is closed, billing pays by transfer: assign it there "
       "with the reason in a note, please, not in the reply.", "mo ada")], 1),
    (TOOLS, "A search I use every morning", "ada", 75,
     "It shows what waits for us since yesterday and has nobody:\n\n```\nis:unassigned is:open after:2026-11-01 -tag:spam\n"
     "```\n\nPut your own date in. What are yours? I would love one for parcels that came back.",
     [("lee", 60, "For mine: `is:escalated priority:high`, first thing after coffee.", "ada"),
      ("mo", 300, "I didn't know that a minus works. Thank you!", "")], 0),
    (HARD, "How do you end a chat that only goes in circles?", "mo", 28,
     "My simulated customer kept coming back to the same point, four times, and I kept answering it. The debrief says that I "
     "should have summed up and offered a next step. How do you do that without sounding as if you wanted to get rid of them?",
     [("lee", 40, "Say what you heard, say what you will do, and ask one question that can be answered with yes:\n\n"
       "1. “You ordered on Monday, paid twice, and want one payment back.”\n2. “I have asked for it just now.”\n"
       "3. “Shall I write to you when it has left?”\n\nAfter the yes there is an end that both of you wanted.", "mo ada"),
      ("ada", 90, "I add what happens if nothing happens: “If you hear nothing by Thursday, this chat is kept and comes "
       "first.” People circle because they fear to be forgotten.", "mo")], 1),
    (TOOLS, "Macro for the kettle recall: whose version counts?", "ada", 9,
     "There are two macros for the recall, and they give two different addresses for sending the kettle back. Customers "
     "have had both from me by now. @lee, which one is right, and may I archive the other?", [], 0),
    (RULES, "Do we promise a day for parcels from abroad?", "mo", 4,
     "The policy says ten working days, the carrier's page says three to fourteen. Which one do you tell people, and do "
     "you tell them where the number comes from?", [], 0),
)  # fmt: skip


def talk(company: Company, now: datetime) -> None:
    """Once."""
    ship_categories()
    actions.know_everybody(at=now - timedelta(days=8))
    if Topic.objects.exists():
        return
    people = {name: Person.objects.get(email=f"{name}@whiteglove.example") for name in ("ada", "lee", "mo")}
    actions.name_mentor(person=people["lee"], by=company.admin, at=now - timedelta(days=60))
    for row in TOPICS:
        asked(people, now, *row)
    topic = Topic.objects.get(title=TOPICS[2][1])
    thanks = Post.objects.filter(topic=topic, author=people["mo"]).first()
    if thanks:
        actions.report(post=thanks, why="other", note="Only to show you how a report looks", by=people["ada"],
                       at=now - timedelta(hours=2))  # fmt: skip


def asked(
    people: dict[str, Person], now: datetime, category: str, title: str, who: str, hours: int, words: str, answers: list,
    settled: int,
) -> None:  # fmt: skip
    at = now - timedelta(hours=hours)
    where = Category.objects.get(name=category)
    topic = actions.open_topic(title=title, text=words, category=where, by=people[who], at=at)
    for number, (name, minutes, said, helped) in enumerate(answers, 1):
        later = at + timedelta(minutes=minutes)
        post = actions.answer(topic=topic, text=said, by=people[name], at=later)
        for one in helped.split():
            actions.helped(post=post, by=people[one], at=later + timedelta(minutes=9))
        if number == settled:
            actions.accept(post=post, by=people[who], at=later + timedelta(minutes=12))
