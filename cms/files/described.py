"""What a picture shows, in words: what cameras, chats and screens call it tells nobody."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NO_WORDS = re.compile(
    r"^\S*\.(jpe?g|png|gif|webp|heic|bmp|tiff?)$|^(img|dsc|dcim|image|photo|picture|screenshot|mmexport"
    r"|微信图片|微信截图|屏幕截图|截图|图片|照片|无标题|未命名)?[\W\d_]*$",
    re.IGNORECASE,
)


def in_words(text: str) -> None:
    """A validator for alternative text."""
    if NO_WORDS.match(text.strip()):
        raise ValidationError(
            _("Please say in words what the picture shows, like “Villagers sign in at the clinic door”.")
        )
