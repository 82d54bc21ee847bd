"""Signing in: staff by name and password, residents and volunteers by a code sent to their phone."""

import base64
import secrets
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import get_language

from portal import crypto
from portal.models import Outbox, User
from portal.phones import international

CODE_WORDS = {
    "zh": "【邻里】登录验证码 {code}，3 分钟内有效。工作人员不会向您索要，请勿告诉他人。",
    "en": "Linli: your sign-in code is {code}, valid for 3 minutes. Staff never ask for it. Tell nobody.",
}
NO_ACCOUNT_WORDS = {
    "zh": "【邻里】有人用此号码登录，但它还没有登记。要登记，请在登录页选“首次使用”。不是您本人请忽略。",
    "en": "Linli: someone tried to sign in with this number, which is not registered. "
    "To register choose “First time here” on the sign-in page. Not you? Ignore this.",
}
HAVE_ACCOUNT_WORDS = {
    "zh": "【邻里】此号码已经登记过，直接用手机登录即可。不是您本人请忽略。",
    "en": "Linli: this number is registered already. Just sign in by phone. Not you? Ignore this.",
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's questions about our users, answered."""

    def phone_form_field(self, **kwargs):
        from portal.forms import PhoneField

        return PhoneField(**{**kwargs, "required": True})

    def clean_phone(self, phone):
        return international(phone)

    def generate_unique_username(self, txts, regex=None):
        return f"u{uuid.uuid4().hex[:20]}"  # opaque: no phone in it

    def generate_login_code(self):
        return f"{secrets.randbelow(10**6):06}"

    def generate_phone_verification_code(self, *, user, phone):
        return self.generate_login_code()

    def get_phone(self, user):
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user, phone, verified):
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user, phone):
        self.set_phone(user, phone, verified=True)

    def get_user_by_phone(self, phone):
        return User.objects.filter(phone=phone, is_active=True).first() if phone else None

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        self._text(phone, CODE_WORDS, code=code)

    def send_unknown_account_sms(self, phone, **kwargs):
        self._text(phone, NO_ACCOUNT_WORDS)

    def send_account_already_exists_sms(self, phone):
        self._text(phone, HAVE_ACCOUNT_WORDS)

    def _text(self, phone, words, **values):
        language = "en" if get_language() == "en" else "zh"
        Outbox.objects.queue(
            "sms",
            phone,
            words[language].format(**values),
            purpose="reply",
            cause="sign-in",
            key=f"sign-in:{uuid.uuid4()}",
            language="en" if language == "en" else "zh-hans",
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed at rest."""

    CONTEXT = "mfa.authenticator"

    def encrypt(self, text):
        return base64.b64encode(crypto.seal(text, self.CONTEXT)).decode()

    def decrypt(self, encrypted_text):
        return crypto.unseal(base64.b64decode(encrypted_text), self.CONTEXT)
