package io.godwit.files.spec;

import io.godwit.common.spec.rule.BrokenRule;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** The encodings that a job file can name. */
public final class TextCodings {

  private TextCodings() {}

  /**
   * The encoding of a name.
   *
   * @return empty where this Java knows none of the name, or one that guesses as it reads: two
   *     attempts must not read two things
   */
  public static Optional<Charset> of(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("latin-1") || plain.equals("latin 1")) {
      return Optional.of(StandardCharsets.ISO_8859_1);
    }
    try {
      return Optional.of(Charset.forName(name.strip())).filter(Charset::canEncode);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  static void known(String encoding) {
    if (of(encoding).isEmpty()) {
      throw new BrokenRule(
          "no encoding of this name is known; such as UTF-8, UTF-16, UTF-16LE, ISO-8859-1,"
              + " windows-1252",
          "encoding");
    }
  }
}
