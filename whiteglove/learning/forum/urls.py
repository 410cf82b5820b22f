"""Doors under /community/forum/."""

from django.urls import path

from .views import listing, mine, moderation, posts, setup, topics, writing

app_name = "forum"
urlpatterns = [
    path("", listing.newest, name="home"),
    path("notices/", listing.notices, name="notices"),
    path("read/", listing.read, name="read"),
    path("new/", writing.new, name="new"),
    path("new/draft/", writing.new_draft, name="new_draft"),
    path("alike/", writing.alike, name="alike"),
    path("preview/", writing.preview, name="preview"),
    path("people/", writing.named, name="named"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/seen/", topics.seen, name="seen"),
    path("topics/<int:pk>/following/", topics.following, name="following"),
    path("topics/<int:pk>/accepted/", topics.accepted, name="accepted"),
    path("topics/<int:pk>/answers/", writing.answers, name="answers"),
    path("topics/<int:pk>/draft/", writing.draft, name="draft"),
    path("topics/<int:pk>/closed/", moderation.closed, name="closed"),
    path("topics/<int:pk>/category/", moderation.category, name="category"),
    path("topics/<int:pk>/merged/", moderation.merged, name="merged"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/deleted/", posts.deleted, name="deleted"),
    path("posts/<int:pk>/wordings/", posts.wordings, name="wordings"),
    path("posts/<int:pk>/helped/", posts.helped, name="helped"),
    path("posts/<int:pk>/reports/", posts.reports, name="reports"),
    path("posts/<int:pk>/hidden/", moderation.hidden, name="hidden"),
    path("posts/<int:pk>/dismissed/", moderation.dismissed, name="dismissed"),
    path("moderation/", moderation.queue, name="moderation"),
    path("moderation/<int:deed>/", moderation.taken_back, name="taken_back"),
    path("mentors/", moderation.mentors, name="mentors"),
    path("mentors/<int:person>/", moderation.mentor, name="mentor"),
    path("mine/", mine.mine, name="mine"),
    path("mine.json", mine.file, name="file"),
    path("mine/words/", mine.words, name="words"),
    path("setup/", setup.categories, name="setup"),
    path("setup/<int:pk>/", setup.one, name="setup_one"),
    path("setup/<int:pk>/archived/", setup.archived, name="archived"),
]
