from django.urls import path

from naast.cases.views import history, resident, staff, where

app_name = "cases"
urlpatterns = [
    path("waar-is-mijn-aanvraag/", where.where, name="where"),
    path("mijn/zaken/", history.history, name="history"),
    path("mijn/zaken/<uuid:case_id>/", resident.mine, name="mine"),
    path("mijn/zaken/<uuid:case_id>/vraag/<uuid:question_id>/", resident.answer, name="answer"),
    path("mijn/zaken/<uuid:case_id>/klopt-niet/<slug:key>/", resident.dispute, name="dispute"),
    path("mijn/zaken/<uuid:case_id>/intrekken/", resident.withdrawal, name="withdraw"),
    path("werk/zaken/<uuid:case_id>/", staff.work, name="work"),
    path("werk/zaken/<uuid:case_id>/oppakken/", staff.take, name="take"),
    path("werk/zaken/<uuid:case_id>/teruggeven/", staff.give_back, name="give-back"),
    path("werk/zaken/<uuid:case_id>/terugzetten/", staff.undo, name="undo"),
    path("werk/zaken/<uuid:case_id>/overdragen/", staff.hand_over, name="hand-over"),
    path("werk/zaken/<uuid:case_id>/overgenomen/", staff.accept, name="accept"),
    path("werk/zaken/<uuid:case_id>/notitie/", staff.note, name="note"),
    path("werk/zaken/<uuid:case_id>/reden/", staff.open_nameless, name="open-nameless"),
    path("werk/zaken/<uuid:case_id>/vraag/", staff.ask, name="ask"),
    path("werk/zaken/<uuid:case_id>/vraag-intrekken/", staff.retract, name="retract"),
    path("werk/zaken/<uuid:case_id>/verbeter/", staff.correct, name="correct"),
    path("werk/zaken/<uuid:case_id>/bericht/", staff.message, name="message"),
    path("werk/zaken/<uuid:case_id>/koppel/", staff.link, name="link"),
    path("werk/zaken/<uuid:case_id>/koppel/<uuid:link_id>/los/", staff.unlink, name="unlink"),
    path("werk/zaken/<uuid:case_id>/voeg-samen/", staff.merge, name="merge"),
    path("werk/zaken/<uuid:case_id>/besluit/", staff.decision, name="decide"),
    path("werk/zaken/<uuid:case_id>/bestand/<uuid:file_id>/", staff.judge_file, name="judge-file"),
    path("werk/zaken/<uuid:case_id>/sluiten/", staff.close, name="close"),
]
