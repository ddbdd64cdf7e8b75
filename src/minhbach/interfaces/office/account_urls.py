"""The pages of one's own account: sign in and out, password, codes, keys. Nothing else of allauth is served."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.db import transaction
from django.urls import path

from minhbach.foundation.office import open_to_guests
from minhbach.interfaces.office import body_door
from minhbach.interfaces.office.accounts import no_password

# A try counts from the moment it is made, so that of ten sent side by side each is counted before it is looked at.
counted = transaction.non_atomic_requests

urlpatterns = [
    path("dang-nhap/", counted(account.login), name="account_login"),
    path("to-chuc/", body_door.choose, name="account_by_body"),
    path("to-chuc/<uuid:body_id>/", body_door.of_body, name="account_of_body"),
    # They wait for another machine: not within a transaction.
    path("to-chuc/<uuid:body_id>/di/", transaction.non_atomic_requests(body_door.go), name="account_go"),
    path("to-chuc/<uuid:body_id>/ve/", transaction.non_atomic_requests(body_door.came_back), name="account_came_back"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("da-khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    # Accounts to try the system with have none, and nobody gives himself one: the page leads to where it says so.
    path("mat-khau/chua-co/", no_password, name="account_set_password"),
    path("bao-mat/", mfa.index, name="mfa_index"),
    path("ma-mot-lan/", counted(mfa.authenticate), name="mfa_authenticate"),
    path("ma-mot-lan/xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("ma-mot-lan/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("ma-mot-lan/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("khoa-truy-cap/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("khoa-truy-cap/vao/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("khoa-truy-cap/them/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("khoa-truy-cap/xac-nhan/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("khoa-truy-cap/<int:pk>/ten/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("khoa-truy-cap/<int:pk>/bo/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("ma-du-phong/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ma-du-phong/tao/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ma-du-phong/tai/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
# One's own account is everybody's.
for page in urlpatterns:
    open_to_guests(page.callback)
