"""The help centre: `/help/<language>/…`, open to everybody."""

from django.urls import path, register_converter

from whiteglove.service.knowledge.views.public import feeds, finding, pages, subscriptions, votes


class Language:
    """`en`, `pt-BR`: two or three letters, perhaps a region or a script."""

    regex = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Language, "language")
app_name = "help"
urlpatterns = [
    path("", pages.arrive, name="arrive"),
    path("brand.css", pages.brand, name="brand"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("<language:language>/", pages.home, name="home"),
    path("<language:language>/others.html", pages.others, name="others"),
    path("<language:language>/suggestions.html", finding.suggest, name="suggest"),
    path("<language:language>/feed.atom", feeds.feed, name="feed"),
    path("<language:language>/c/<slug:slug>/feed.atom", feeds.category_feed, name="category_feed"),
    path("<language:language>/c/<slug:slug>/", pages.category, name="category"),
    path("<language:language>/<slug:slug>/", pages.article, name="article"),
    path("<language:language>/<slug:slug>/words.txt", pages.words, name="words"),
    path("<language:language>/<slug:slug>/subscribe/", subscriptions.to_article, name="subscribe"),
    path("<language:language>/c/<slug:slug>/subscribe/", subscriptions.to_category, name="subscribe_category"),
    path("<language:language>/subscription/<str:token>/", subscriptions.subscription, name="subscription"),
    path("<language:language>/<slug:slug>/vote/", votes.vote, name="vote"),
    path("<slug:slug>/", pages.without_language, name="anywhere"),
]
