from django.urls import path

from whiteglove.service.channels.views import accounts, arrivals, outgoing

app_name = "channels"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/new/<slug:kind>/", accounts.new_account, name="new_account_of"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/connection/", accounts.connection, name="connection"),
    path("accounts/<int:pk>/rest/", accounts.rest, name="rest"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/<int:pk>/", arrivals.arrival, name="arrival"),
    path("arrivals/<int:pk>/source/", arrivals.source, name="source"),
    path("arrivals/<int:pk>/filing/", arrivals.filing, name="filing"),
    path("arrivals/<int:pk>/aside/", arrivals.aside, name="aside"),
    path("outgoing/", outgoing.outgoings, name="outgoings"),
    path("outgoing/<int:pk>/", outgoing.outgoing, name="outgoing"),
    path("outgoing/<int:pk>/again/", outgoing.again, name="again"),
    path("outgoing/<int:pk>/arrived/", outgoing.arrived, name="arrived"),
    path("outgoing/<int:pk>/stop/", outgoing.stop, name="stop"),
]
