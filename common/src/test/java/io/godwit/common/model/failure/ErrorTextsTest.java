package io.godwit.common.model.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorTextsTest {

  @Test
  void everyCodeHasItsTwoTextsAndNoTextIsLeftOver() throws IOException {
    Properties texts = new Properties();
    try (InputStream file = ErrorCode.class.getResourceAsStream("errors.properties")) {
      texts.load(file);
    }
    assertThat(texts.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values())
                .flatMap(code -> Stream.of(code.id() + ".cause", code.id() + ".remedy"))
                .toList());
  }

  @Test
  void aTextIsASentence() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(ErrorTexts.cause(code)).as(code.id()).isEqualTo(code.cause()).endsWith(".");
      assertThat(ErrorTexts.remedy(code)).as(code.id()).isEqualTo(code.remedy()).endsWith(".");
    }
  }
}
