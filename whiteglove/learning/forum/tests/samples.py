"""What this room puts into the house whose every door is knocked at. A forum is everybody's, so no door is a team's."""

from tests.house.samples import AT, Samples
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.forum.models import Category, Deed, Member, Post, Topic

TEAM_BOUND: set[str] = {"forum:post", "forum:deleted"}


def furnish(samples: Samples, support: Team) -> None:
    agent = Person.objects.get(email="fatou@whiteglove.example")
    category = Category.objects.create(name="Tools and tricks")
    about = {"category": category, "author": agent, "at": AT, "last_at": AT, "last_by": agent}
    topic = Topic.objects.create(title="Where do macros live", **about)
    post = Post.objects.create(topic=topic, author=agent, at=AT, text="I look for them.", opening=True)
    deed = Deed.objects.create(kind="close", topic=topic, whose=agent, reason="Said", by=agent, at=AT, undone_at=AT,
                               undone_by=agent)  # fmt: skip
    Member.objects.create(person=agent, handle="fatou.diop", all_read_at=AT, digest_at=AT, told_to=AT)
    of_a_topic = ("topic", "seen", "following", "accepted", "answers", "draft", "closed", "category", "merged")
    of_a_post = ("post", "deleted", "wordings", "helped", "reports", "hidden", "dismissed")
    samples.parts |= {
        **{f"forum:{name}:pk": topic.pk for name in of_a_topic},
        **{f"forum:{name}:pk": post.pk for name in of_a_post},
        **{f"forum:{name}:pk": category.pk for name in ("setup_one", "archived")},
        "forum:deed": deed.pk,
        "forum:person": agent.pk,
        "forum_letters:token": "nonsense",
    }
