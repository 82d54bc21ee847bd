"""Becoming a member, on public pages; and the page behind a certificate's QR code."""
