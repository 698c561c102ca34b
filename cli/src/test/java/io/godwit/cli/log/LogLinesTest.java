package io.godwit.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message may quote anybody: none of it passes for a line of the log, or is obeyed. */
class LogLinesTest {

  private static final String FORGED = "2026-11-28 17:00:00.000 INFO  main cli: all is well";

  private static String written(String configuration) throws Exception {
    try (InputStream in = LogLinesTest.class.getResourceAsStream(configuration)) {
      String xml = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Matcher pattern = Pattern.compile("pattern=\"([^\"]+)\"").matcher(xml);
      assertThat(pattern.find()).isTrue();
      return PatternLayout.newBuilder()
          .setPattern(pattern.group(1))
          .build()
          .toSerializable(
              Log4jLogEvent.newBuilder()
                  .setLevel(Level.WARN)
                  .setLoggerName("io.godwit.x")
                  .setMessage(new SimpleMessage("bad\n" + FORGED + "\u001b[2J\u202E\u009b"))
                  .setThrown(
                      new IllegalStateException(
                          "worse\r\n" + FORGED + "\u0007",
                          new IllegalArgumentException("\n" + FORGED)))
                  .build());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"command-log4j2.xml", "role-log4j2.xml"})
  void anEventHasOneLineThatBeginsAsOneDoes(String configuration) throws Exception {
    String written = written(configuration);

    assertThat(written).contains("bad", "worse", "LogLinesTest", "all is well");
    assertThat(written.lines()).noneMatch(line -> line.startsWith("2026-11-28 17:00:00.000"));
    assertThat(written.chars().filter(c -> c != '\n' && c != '\r' && c != '\t'))
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }
}
