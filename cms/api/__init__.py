"""What other programs may ask: verdicts and programmes, /api/v1. Stateless; nothing asked is kept (docs/api.md)."""
