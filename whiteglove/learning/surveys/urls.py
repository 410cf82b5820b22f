from django.urls import path

from .views import answers, setup

app_name = "surveys"
urlpatterns = [
    path("surveys/", answers.answers, name="answers"),
    path("surveys/answers.csv", answers.export, name="export"),
    path("surveys/answers/<int:pk>/seen-to/", answers.seen_to, name="seen_to"),
    path("setup/surveys/", setup.setup, name="setup"),
    path("setup/surveys/<slug:ask>/", setup.switch, name="switch"),
    path("setup/surveys/<slug:ask>/<slug:language>/", setup.preview, name="preview"),
    path("setup/surveys/<slug:ask>/<slug:language>/trial/", setup.trial, name="trial"),
]
