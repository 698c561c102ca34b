package io.godwit.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NameRulesTest {

  @Test
  void whatLeadsElsewhereOrCannotBeToldIsRefused() {
    for (String name :
        List.of(
            "", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "a\nb", "a\u0085", "\ud800",
            "\uffff")) {
      assertThat(NameRules.unfit(name, 100)).as(name).isPresent();
    }
  }

  @Test
  void ordinaryNamesAreNot() {
    for (String name : List.of("a", "a/b", "...", "a..b", "..a/b.", "😀", "\\", "%2e")) {
      assertThat(NameRules.unfit(name, 100)).as(name).isEmpty();
    }
  }

  @Test
  void bytesAreCountedAndNoMessageIsLongOrBreaksALine() {
    assertThat(NameRules.unfit("ä".repeat(50), 100)).isEmpty();
    assertThat(NameRules.unfit("ä".repeat(50) + "a", 100))
        .hasValueSatisfying(failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.OBJECT_NAME);
          assertThat(failure.message()).contains("101 bytes").contains("at most 100");
        });
    assertThat(NameRules.unfit("x".repeat(5000) + "\n", 100).orElseThrow().message().length())
        .isLessThan(200);
    assertThat(NameRules.unfit("a\nb", 100).orElseThrow().message()).contains("a\\u000Ab");
  }
}
