from django.urls import path

from .views import mentoring, own, pair, people, speaking

app_name = "community"
urlpatterns = [
    path("", people.home, name="home"),
    path("people/", people.listed, name="people"),
    path("people/<int:pk>/", people.profile, name="profile"),
    path("people/<int:pk>/<slug:digest>.jpg", people.picture, name="picture"),
    path("me/", own.me, name="me"),
    path("me/picture/", own.my_picture, name="my_picture"),
    path("me/empty/", own.cleared, name="clear"),
    path("me/public/", own.my_public_page, name="public"),
    path("me/public/preview/", own.preview, name="preview"),
    path("mine.json", own.mine, name="mine"),
    path("mentoring/", mentoring.mentoring, name="mentoring"),
    path("mentoring/offer/", mentoring.my_offer, name="my_offer"),
    path("mentoring/offers/<int:pk>/", mentoring.offer, name="offer"),
    path("mentoring/requests/<int:pk>/", mentoring.answer, name="request"),
    path("mentoring/team/", mentoring.overseen, name="overseen"),
    path("mentoring/calendar.ics", mentoring.calendar, name="calendar"),
    path("mentoring/<int:pk>/", pair.mentorship, name="mentorship"),
    path("mentoring/<int:pk>/goals/", pair.goals, name="goals"),
    path("mentoring/<int:pk>/goals/<int:goal>/", pair.goal, name="goal"),
    path("mentoring/<int:pk>/sessions/", pair.sessions, name="sessions"),
    path("mentoring/<int:pk>/sessions/<int:session>/", pair.session, name="session"),
    path("mentoring/<int:pk>/sessions/<int:session>/held/", pair.held, name="held"),
    path("mentoring/<int:pk>/end/", pair.ended, name="end"),
    path("mentoring/<int:pk>/feedback/", pair.feedback, name="feedback"),
    path("speaking/", speaking.speaking, name="speaking"),
    path("speaking/<int:pk>/", speaking.speech, name="speech"),
]
