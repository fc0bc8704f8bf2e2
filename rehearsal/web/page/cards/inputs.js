// Inputs of the library made to behave as in Teams: choices that are looked up, and what cannot be sent can be copied.

import { iconButton } from "../dom.js";
import { announce } from "../live.js";
import { Combobox } from "./combobox.js";

const NOT_A_CHOICE = "Choose one of the list.";

/** A registry of elements in which choices are looked up by the room, and texts to read can be copied. */
export function inputsFor(AC) {
  const registry = new AC.CardObjectRegistry();
  AC.GlobalRegistry.populateWithDefaultElements(registry);
  registry.register("Input.ChoiceSet", choices(AC));
  registry.register("Input.Text", texts(AC));
  return registry;
}

function choices(AC) {
  return class extends AC.ChoiceSetInput {
    parse(source, context) {
      super.parse(source, context);
      this.query = source["choices.data"]?.type === "Data.Query" ? source["choices.data"] : null;
      this.looksUp = !this.isMultiSelect && (this.query !== null || this.style === "filtered");
    }

    isDynamicTypeahead() {
      return false;
    }

    overrideInternalRender() {
      const element = super.overrideInternalRender();
      if (this.looksUp) moveId(this.combobox.element, this.combobox.input, this.isRequired);
      this.updateInputControlAriaLabelledBy();
      return element;
    }

    internalRender() {
      if (!this.looksUp) return super.internalRender();
      this.combobox = new Combobox({
        choices: this.choices.map(({ title, value }) => ({ title, value })),
        search: this.query && ((text) => this.getRootElement().room.search(this, text)),
        value: this.defaultValue ?? "",
        placeholder: this.placeholder ?? "",
        changed: () => this.valueChanged(),
      });
      return this.combobox.element;
    }

    updateInputControlAriaLabelledBy() {
      if (!this.combobox) return super.updateInputControlAriaLabelledBy();
      const ids = this.getAllLabelIds().join(" ");
      if (ids) this.combobox.input.setAttribute("aria-labelledby", ids);
      else this.combobox.input.setAttribute("aria-label", this.placeholder || this.id);
    }

    focus() {
      if (this.combobox) this.combobox.input.focus();
      else super.focus();
    }

    get value() {
      return this.combobox ? this.combobox.value || undefined : super.value;
    }

    isSet() {
      return Boolean(this.value);
    }

    isValid() {
      if (!this.combobox) return super.isValid();
      return !this.combobox.text.trim() || Boolean(this.combobox.value);
    }

    validateValue() {
      if (this.combobox) this.errorMessage ??= NOT_A_CHOICE;
      return super.validateValue();
    }
  };
}

function texts(AC) {
  return class extends AC.TextInput {
    overrideInternalRender() {
      const element = super.overrideInternalRender();
      if (element && this.getRootElement().room?.unsent.has(this.id)) this.#addCopy();
      return element;
    }

    #addCopy() {
      const name = this.label ?? "text";
      const button = iconButton("copy", `Copy ${name}`, async () => {
        const done = await copyText(this.value ?? "");
        button.classList.toggle("done", done);
        announce(
          done
            ? `${name} is copied.`
            : "The browser does not let the page copy: select the text and copy it.",
        );
        if (!done) this.focus();
      });
      this.inputControlContainerElement.append(button);
    }
  };
}

/** Whether the text is on the clipboard now. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function moveId(from, to, required) {
  to.id = from.id;
  from.removeAttribute("id");
  if (required) to.setAttribute("aria-required", "true");
}
