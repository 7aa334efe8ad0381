from django.urls import path

from naast.identity.views import passkeys, people, residents, staff

app_name = "identity"
urlpatterns = [
    path("inloggen/", residents.sign_in, name="sign-in"),
    path("inloggen/terug/", residents.callback, name="callback"),
    path("inloggen/afgemeld/", residents.provider_signs_out, name="backchannel"),
    path("uitloggen/", residents.sign_out, name="sign-out"),
    path("uitgelogd/", residents.signed_out, name="signed-out"),
    path("sessie/verlengen/", residents.extend, name="extend"),
    path("werk/inloggen/", staff.sign_in, name="staff-sign-in"),
    path("werk/inloggen/start/", staff.start, name="staff-start"),
    path("werk/inloggen/terug/", staff.callback, name="staff-callback"),
    path("werk/inloggen/passkey/vraag/", passkeys.begin, name="passkey-begin"),
    path("werk/inloggen/passkey/", passkeys.finish, name="passkey-finish"),
    path("werk/passkeys/", passkeys.mine, name="passkeys"),
    path("werk/passkeys/vraag/", passkeys.begin_adding, name="passkey-begin-adding"),
    path("werk/passkeys/nieuw/", passkeys.add, name="passkey-add"),
    path("werk/passkeys/<uuid:passkey>/weg/", passkeys.remove, name="passkey-remove"),
    path("beheer/medewerkers/", people.people, name="people"),
    path("beheer/medewerkers/nieuw/", people.add, name="add-staff"),
    path("beheer/medewerkers/<uuid:user>/", people.person, name="person"),
    path("beheer/medewerkers/<uuid:user>/uit-dienst/", people.end_access, name="end-access"),
    path("beheer/medewerkers/rollen/<uuid:assignment>/weg/", people.end_role, name="end-role"),
    path("beheer/medewerkers/rollen/<uuid:assignment>/terug/", people.give_role_back, name="give-role-back"),
]
