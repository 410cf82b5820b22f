from django.urls import path

from whiteglove.learning.standards import views

app_name = "standards"
urlpatterns = [
    path("standard/", views.guide, name="guide"),
    path("setup/standard/", views.setup, name="setup"),
    path("setup/standard/shipped/", views.load_shipped, name="load"),
    path("setup/standard/revisions/<int:pk>/", views.revision, name="revision"),
]
