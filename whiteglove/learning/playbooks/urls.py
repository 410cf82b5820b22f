from django.urls import path

from whiteglove.learning.playbooks.views import beside, book

app_name = "playbooks"
urlpatterns = [
    path("", book.all_playbooks, name="all"),
    path("tickets/<int:ticket>/<str:playbook>/", beside.open_one, name="open"),
    path("tickets/<int:ticket>/<str:playbook>/offer/", beside.offer, name="offer"),
    path("plays/<int:pk>/", beside.play, name="play"),
    path("plays/<int:pk>/steps/<str:step>/", beside.step, name="step"),
]
