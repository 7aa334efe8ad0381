from django.urls import path

from naast.dossier.views import anchors, changes, desk, mine, reviews

app_name = "dossier"
urlpatterns = [
    path("mijn/dossier/", mine.mine, name="mine"),
    path("mijn/dossier/wie-keek/", mine.looks, name="looks"),
    path("mijn/dossier/papier/", mine.on_paper, name="paper"),
    path("mijn/dossier/<uuid:entry>/zeg-iets/", mine.note, name="note"),
    path("werk/dossier/<uuid:party>/", desk.open_dossier, name="open"),
    path("beheer/wijzigingen/", changes.changes, name="changes"),
    path("beheer/inzage/", reviews.reviews, name="reviews"),
    path("beheer/inzage/<uuid:key>/", reviews.review, name="review"),
    path("open/ankers/", anchors.published, name="anchors"),
]
