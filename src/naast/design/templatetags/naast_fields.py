"""Fields of a form: any Django BoundField becomes label, hint, error and control, linked for a screen reader."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naast.design.types import Link

register = template.Library()


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox, ready to draw."""

    id: str
    name: str
    value: str
    label: str
    type: str
    checked: bool
    hint: str = ""
    described_by: str = ""


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect):
        return "choices"
    if isinstance(widget, forms.MultiWidget):
        return "parts"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "control"


def _shape(widget: forms.Widget) -> str:
    """The design system's class for this control."""
    if isinstance(widget, forms.Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, forms.FileInput):
        return "naast-file"
    if isinstance(widget, forms.Select):
        return "utrecht-select utrecht-select--html-select"
    return "utrecht-textbox utrecht-textbox--html-input"


def _base_id(field: BoundField) -> str:
    return str(field.auto_id or field.html_name)


def _describers(field: BoundField, hint: str) -> str:
    """Ids of what explains this field: the error first, for it is what one needs to hear."""
    ids = [f"{_base_id(field)}-fout"] if field.errors else []
    return " ".join([*ids, *([f"{_base_id(field)}-uitleg"] if hint else [])])


def _control(field: BoundField, hint: str, width: str, attrs: dict[str, Any]) -> SafeString:
    invalid = " utrecht-textbox--invalid" if field.errors else ""
    classes = f"{_shape(field.field.widget)}{invalid}{f' naast-width-{width}' if width else ''}"
    described = _describers(field, hint)
    given = {**attrs, "class": classes, "aria-describedby": described or None}
    return field.as_widget(attrs={name: value for name, value in given.items() if value is not None})


def _options(field: BoundField) -> list[Option]:
    # Django derives its checkboxes from its radio buttons.
    several = isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    kind = "checkbox" if several else "radio"
    hints = getattr(field.field, "hints", {})
    made = []
    for choice in field.subwidgets:
        data = choice.data
        id_ = str(data["attrs"].get("id") or f"{field.html_name}-{data['index']}")
        hint = str(hints.get(str(data["value"]), ""))
        described = f"{id_}-uitleg" if hint else ""
        checked = bool(data["selected"])
        made.append(Option(id_, data["name"], str(data["value"]), data["label"], kind, checked, hint, described))
    return made


def _parts(field: BoundField) -> list[dict[str, Any]]:
    """The inputs of a field that is typed in parts, each with a label of its own."""
    widget = field.subwidgets[0].data
    labels = getattr(field.field.widget, "part_labels", ())
    widths = getattr(field.field.widget, "part_widths", ())
    drawn = []
    for number, part in enumerate(widget["subwidgets"]):
        attrs = {name: value for name, value in part["attrs"].items() if value not in (False, None)}
        drawn.append(
            {
                "id": attrs.pop("id", part["name"]),
                "name": part["name"],
                "value": "" if part["value"] is None else part["value"],
                "attrs": {k: v for k, v in attrs.items() if k not in ("required", "class", "aria-describedby")},
                "label": labels[number],
                "width": widths[number],
            }
        )
    return drawn


def _tick(field: BoundField, hint: str) -> list[Option]:
    described = _describers(field, hint)
    name, id_ = field.html_name, _base_id(field)
    return [Option(id_, name, "on", str(field.label), "checkbox", bool(field.value()), hint, described)]


@register.simple_tag
def field(
    field: BoundField,
    *,
    hint: str = "",
    width: str = "",
    heading: int | None = None,
    attrs: dict[str, Any] | None = None,
    optional: bool = True,
) -> SafeString:
    """One field. `heading=1` makes its label the heading of the page: one question per page.

    Beside a field that is not required stands when it is needed, or that it may stay empty; not with `optional=False`, where one
    of several is needed.
    """
    if field.is_hidden:
        return SafeString(str(field))
    kind = _kind(field.field.widget)
    hint = hint or str(field.help_text)
    width = width or getattr(field.field, "width", "")
    values: dict[str, Any] = {"field": field, "errors": field.errors, "id": _base_id(field), "hint": hint}
    values |= {"heading": heading, "describers": _describers(field, hint), "kind": kind}
    may_be_empty = optional and not field.field.required
    values |= {"beside": (getattr(field.field, "needed", "") or _("mag leeg blijven")) if may_be_empty else ""}
    if kind == "choices":
        values |= {"options": _options(field)}
    elif kind == "parts":
        values |= {"parts": _parts(field)}
    elif kind == "tick":
        values |= {"options": _tick(field, hint)}
    else:
        values |= {"control": _control(field, hint, width, attrs or {})}
    return render_to_string("design/tags/field.html", values)


def _target(bound: BoundField) -> str:
    """The id that a link in the summary should lead to: the first thing one can type in."""
    kind = _kind(bound.field.widget)
    if kind == "choices":
        options = _options(bound)
        return options[0].id if options else _base_id(bound)
    if kind == "parts":
        return str(_parts(bound)[0]["id"])
    return str(bound.id_for_label)


MISSING = ("required", "incomplete")  # the codes of what was not filled in


@register.inclusion_tag("design/tags/error_summary.html")
def error_summary(form: forms.BaseForm, *, level: int = 2, focus: bool = True) -> dict[str, Any]:
    """What must be mended, above the question, each line a link to its field. Nothing when all is well.

    The page opens with focus on it; not where it is shown beside other things (`focus=False`).
    """
    lines = [Link(str(error), f"#{_target(form[name])}") for name in form.fields for error in form[name].errors]
    others = [str(error) for error in form.non_field_errors()]
    hidden = [str(error) for bound in form.hidden_fields() for error in bound.errors]
    lines = [line for line in lines if line.label not in hidden]
    return {
        "lines": lines,
        "others": [*others, *hidden],
        "count": len(lines) + len(others),
        "missing": all(error.code in MISSING for errors in form.errors.as_data().values() for error in errors),
        "level": level,
        "focus": focus,
    }


@register.inclusion_tag("design/tags/form_submit.html")
def form_submit(label: str = "", *, stuck: bool = False, icon_name: str = "next") -> dict[str, Any]:
    """The filled button of a form; `stuck` adds "Ik kom er niet uit" (`name=hulp value=vast`) in purple."""
    return {"label": label, "stuck": stuck, "icon_name": icon_name}


@register.inclusion_tag("design/tags/saved.html")
def saved(text: str, *, detail: str = "", stop_url: str = "", live: bool = True) -> dict[str, Any]:
    """Whether what was typed is safe, in words ("Bewaard, 2 minuten geleden"), and where stopping brings one back."""
    return {"text": text, "detail": detail, "stop_url": stop_url, "live": live}


@register.simple_block_tag
def offer(content: str, *, person: str = "") -> str:
    """A quiet offer of help inside a form; the content is a sentence and its buttons."""
    return render_to_string("design/tags/offer.html", {"content": content, "person": person})
