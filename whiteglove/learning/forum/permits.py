"""Everybody who learns or works here reads and writes; leads look after it, administrators set it up."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Draft, Post

STAFF = {"lead", "agent", "trainee"}


def wrote(person: Person, post: Post) -> bool:
    return post.author_id == person.pk


def ones_own(person: Person, draft: Draft) -> bool:
    return draft.person_id == person.pk


permit("forum.see", roles=STAFF, says="Read the forum")
permit("forum.write", roles=STAFF, says="Ask and answer in the forum")
permit("forum.reword", roles=STAFF, scope=wrote, says="Change and take away what you wrote in the forum")
permit("forum.draft", roles=STAFF, scope=ones_own, says="Keep drafts of what you write in the forum")
permit("forum.moderate", roles={"lead"}, says="Hide, close, move and merge topics of the forum, and name its mentors")
permit("forum.setup", roles=set(), says="Set up the categories of the forum")
