"""Doors under /quizzes/."""

from django.urls import path

from .views import bank, figures, files, portraits, reading, result, taking

app_name = "quizzes"
urlpatterns = [
    path("", taking.quizzes, name="list"),
    path("take/<str:quiz>/", taking.quiz, name="quiz"),
    path("attempts/<int:pk>/", taking.attempt, name="attempt"),
    path("attempts/<int:pk>/answers/<int:place>/", taking.answer, name="answer"),
    path("attempts/<int:pk>/end/", taking.end, name="end"),
    path("attempts/<int:pk>/result/", result.result, name="result"),
    path("mine.json", result.mine, name="mine"),
    path("lesson/<str:name>/", result.lesson, name="lesson"),
    path("texts/", reading.texts, name="texts"),
    path("texts/<int:given>/", reading.text, name="text"),
    path("people/", reading.people, name="people"),
    path("people.csv", reading.sheet, name="sheet"),
    path("statistics/", figures.courses, name="figures"),
    path("statistics/<str:quiz>/", figures.items, name="items"),
    path("portraits/", portraits.portraits, name="portraits"),
    path("portraits/draw/<str:inventory>/", portraits.draw, name="draw"),
    path("portraits/<int:pk>/", portraits.portrait, name="portrait"),
    path("portraits/<int:pk>/change/", portraits.change, name="change"),
    path("bank/", bank.bank, name="bank"),
    path("bank/questions.gift", bank.gift, name="gift"),
    path("bank/questions.zip", bank.qti, name="qti"),
    path("bank/questions/<str:name>/", bank.question, name="question"),
    path("bank/files/", files.files, name="files"),
    path("bank/files/<int:pk>/", files.file, name="file"),
]
