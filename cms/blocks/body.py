"""What stands in the body of a page: words, pictures, tables of steps and papers, people."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.addresses import WithAddress
from cms.files.described import in_words
from cms.files.richtext import WrittenBlock

WORDS = ["h3", "bold", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture, and what is on it for those who do not see it."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What is on it"), max_length=160, help_text=_("Read aloud to people who cannot see it."),
        validators=[in_words],
    )  # fmt: skip
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=200)

    class Meta:
        icon, label, template = "image", _("Picture"), "cms/blocks/picture.html"


class LinkBlock(WithAddress, blocks.StructBlock):
    """One thing to do next, as a button."""

    label = blocks.CharBlock(label=_("On the button"), max_length=40)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("or address"),
        required=False,
        default="",
        max_length=300,
        help_text=_("Such as /check/ or https://…"),
    )

    class Meta:
        icon, label, template = "link", _("Button"), "cms/blocks/link.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=80, icon="title", template="cms/blocks/heading.html"
    )
    words = WrittenBlock(label=_("Text"), features=WORDS, icon="pilcrow")
    notice = blocks.TextBlock(
        label=_("Please note"), rows=2, icon="warning", template="cms/blocks/notice.html"
    )
    picture = PictureBlock()
    link = LinkBlock()
    document = DocumentChooserBlock(label=_("Document"), icon="doc-full", template="cms/blocks/document.html")


class TaskBlock(WithAddress, blocks.StructBlock):
    label = blocks.CharBlock(label=_("What people want"), max_length=30)
    says = blocks.CharBlock(label=_("in one line"), max_length=80, required=False, default="")
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(label=_("or address"), required=False, default="", max_length=300)

    class Meta:
        icon, label = "pick", _("Task")


class TasksBlock(blocks.StreamBlock):
    task = TaskBlock()

    class Meta:
        max_num, required = 3, False


class PaperBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Paper"), max_length=80)
    kind = blocks.ChoiceBlock(
        label=_("As"), choices=[("original", _("the original")), ("copy", _("a copy")), ("form", _("form, we give it to you"))],
        default="original",
    )  # fmt: skip
    number = blocks.IntegerBlock(label=_("How many"), default=1, min_value=1, max_value=20)
    note = blocks.CharBlock(label=_("Note"), required=False, default="", max_length=160)

    class Meta:
        icon, label, label_format = "doc-full", _("Paper"), "{name}"


class PapersBlock(blocks.StreamBlock):
    paper = PaperBlock()

    class Meta:
        required = False


class StepBlock(blocks.StructBlock):
    what = blocks.TextBlock(label=_("What happens"), rows=2)
    who = blocks.CharBlock(label=_("Who does it"), required=False, default="", max_length=60)
    days = blocks.IntegerBlock(label=_("Working days"), required=False, min_value=0, max_value=365)

    class Meta:
        icon, label, label_format = "list-ol", _("Step"), "{what}"


class StepsBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        required = False


class PersonBlock(blocks.StructBlock):
    role = blocks.CharBlock(label=_("Office held"), max_length=40)
    name = blocks.CharBlock(label=_("Name"), max_length=40)
    phone = blocks.CharBlock(label=_("Phone"), required=False, default="", max_length=40)
    what_for = blocks.CharBlock(label=_("Call about"), required=False, default="", max_length=80)

    class Meta:
        icon, label, label_format = "user", _("Person"), "{role} {name}"


class PeopleBlock(blocks.StreamBlock):
    person = PersonBlock()

    class Meta:
        required = False
