from django.urls import path

from whiteglove.learning.standards.views import standard

app_name = "standards"
urlpatterns = [
    path("standard/", standard.guide, name="guide"),
    path("setup/standard/", standard.setup, name="setup"),
    path("setup/standard/shipped/", standard.load_shipped, name="load"),
    path("setup/standard/revisions/<int:pk>/", standard.revision, name="revision"),
]
