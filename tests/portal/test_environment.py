"""A private machine makes its own secrets once, in the shape their readers want."""

from portal import crypto
from portal.environment import a_first_key, made_once


def test_a_made_field_key_seals_and_unseals_and_stays(tmp_path, monkeypatch, settings):
    monkeypatch.delenv("FIELD_KEYS", raising=False)
    monkeypatch.setenv("LINLI_PRIVATE", "1")
    settings.FIELD_KEYS = made_once("FIELD_KEYS", tmp_path, a_first_key)
    assert crypto.unseal(crypto.seal("13800138001", "test"), "test") == "13800138001"
    assert made_once("FIELD_KEYS", tmp_path, a_first_key) == settings.FIELD_KEYS
    assert (tmp_path / "field_keys").stat().st_mode & 0o077 == 0
