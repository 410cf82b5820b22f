from django.urls import path

from whiteglove.ground.people.views import address, directory, invitations, join, person, profile, teams

app_name = "people"
urlpatterns = [
    path("", directory.people, name="list"),
    path("me/", profile.profile, name="profile"),
    path("me/all.zip", profile.everything, name="everything"),
    path("me/appearance/", profile.appearance, name="appearance"),
    path("me/address/", address.own, name="own_address"),
    path("address/<str:token>/", address.proof, name="address_proof"),
    path("join/<str:token>/", join.join, name="join"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.new, name="invite"),
    path("invitations/<int:invitation>/", invitations.withdrawal, name="withdrawal"),
    path("invitations/<int:invitation>/letter/", invitations.letter, name="letter"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/archive/", teams.archive, name="archive"),
    path("teams/<int:pk>/members/", teams.members, name="members"),
    path("teams/<int:pk>/members/<int:person>/", teams.member, name="member"),
    path("<int:pk>/", person.person, name="person"),
    path("<int:pk>/details/", person.details, name="details"),
    path("<int:pk>/address/", address.of_person, name="address"),
    path("<int:pk>/role/", person.role, name="role"),
    path("<int:pk>/deactivation/", person.deactivation, name="deactivation"),
    path("<int:pk>/forgotten/", person.forgotten, name="forgotten"),
    path("<int:pk>/skills/", person.skills, name="skills"),
    path("<int:pk>/skills/<int:skill>/", person.skill, name="skill"),
]
