"""How pages are written: by whom, looked over by whom, checked for what. `docs/editing.md` tells it to editors."""
