from django.urls import path

from naast.parties.views import mine, search

app_name = "parties"
urlpatterns = [
    path("mijn/gegevens/", mine.mine, name="mine"),
    path("mijn/voorkeuren/", mine.preferences, name="preferences"),
    path("mijn/voorkeuren/berichten/", mine.speech, name="speech"),
    path("mijn/gegevens/nieuw/<slug:kind>/", mine.add, name="add"),
    path("mijn/gegevens/<uuid:address>/code/", mine.verify, name="verify"),
    path("mijn/gegevens/<uuid:address>/nieuwe-code/", mine.send_again, name="send-again"),
    path("mijn/gegevens/<uuid:address>/weg/", mine.remove, name="remove"),
    path("mijn/gegevens/toestemming/<uuid:consent>/intrekken/", mine.withdraw_consent, name="withdraw-consent"),
    path("mijn/gegevens/machtiging/<uuid:mandate>/intrekken/", mine.withdraw_mandate, name="withdraw-mandate"),
    path("werk/personen/", search.search, name="search"),
    path("werk/personen/belt/", search.caller, name="caller"),
    path("werk/personen/<uuid:party>/", search.person, name="person"),
    path("werk/personen/<uuid:party>/gesprek/", search.note_call, name="note-call"),
]
