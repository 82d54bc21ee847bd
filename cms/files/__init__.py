"""What people upload: taken in as a safe copy or refused with a sentence, and handed out so that nothing runs."""


class Refused(ValueError):
    """Its text is the sentence the person reads: what is wrong, and what to do."""
