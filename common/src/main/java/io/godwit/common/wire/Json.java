package io.godwit.common.wire;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The messages that people may want to read in a topic: records as JSON. Safe for any thread. */
public final class Json {

  // A newer role may say more than this one understands: unknown properties are passed over, so a
  // fleet can be upgraded one container after the other.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  /** The record as one line of JSON. */
  public static byte[] write(Record message) {
    return MAPPER.writeValueAsBytes(message);
  }

  /** The record as indented JSON for a file. */
  public static String pretty(Record message) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(message);
  }

  /**
   * The record of a message.
   *
   * @throws IllegalArgumentException where the bytes are not such a record
   */
  public static <T extends Record> T read(byte[] bytes, Class<T> type) {
    try {
      return MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + cut(new String(bytes, StandardCharsets.UTF_8)),
          e);
    }
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
