"""How the association answers: channels, dialogue, cases, the console."""
