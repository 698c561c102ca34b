package io.godwit.content.format;

import io.godwit.common.spec.notation.Doc;
import java.util.Locale;

/** One of the things that a content may say of itself. */
public enum Property {
  /** The media type. */
  @Doc("The media type, such as application/epub+zip.")
  TYPE,
  /** The title. */
  @Doc("The title.")
  TITLE,
  /** Who has made it. */
  @Doc("Who has made it: an array of names.")
  CREATORS,
  /** The language. */
  @Doc("The language, as BCP 47 has it, such as en or de-AT.")
  LANGUAGE,
  /** What it is known by. */
  @Doc("What it is known by: an ISBN, a UUID.")
  IDENTIFIER,
  /** Who has published it. */
  @Doc("Who has published it.")
  PUBLISHER,
  /** When it was made or published. */
  @Doc("When it was made or published, as it stands there.")
  DATE,
  /** What it is about, in words. */
  @Doc("What it is about, in sentences.")
  DESCRIPTION,
  /** What it is about, in terms. */
  @Doc("What it is about: an array of terms.")
  SUBJECTS,
  /** How many pages it has. */
  @Doc("How many pages it has; of PDF only.")
  PAGES;

  /** The field that it becomes. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
