package io.godwit.common.model.failure;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/**
 * The words of the error codes. They stand in a file of their own: the list of codes stays one that
 * can be overlooked, and a process that meets no error never reads them.
 */
final class ErrorTexts {

  private static final String FILE = "errors.properties";
  private static final Map<String, String> TEXTS = read();

  private ErrorTexts() {}

  static String cause(ErrorCode code) {
    return text(code.id() + ".cause");
  }

  static String remedy(ErrorCode code) {
    return text(code.id() + ".remedy");
  }

  private static String text(String key) {
    String found = TEXTS.get(key);
    if (found == null) {
      throw new IllegalStateException(FILE + " has no " + key);
    }
    return found;
  }

  private static Map<String, String> read() {
    try (InputStream file = ErrorTexts.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing beside " + ErrorTexts.class);
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return texts.stringPropertyNames().stream()
          .collect(toUnmodifiableMap(Function.identity(), texts::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
