package io.godwit.common.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowanceTest {

  @Test
  void aNumberIsReachedByAsMany() {
    Allowance thousand = Allowance.parse("1000");
    assertThat(thousand).isEqualTo(new Allowance.Count(1000)).hasToString("1000");
    assertThat(thousand.isReached(999, 999)).isFalse();
    assertThat(thousand.isReached(1000, 5_000_000)).isTrue();
  }

  @Test
  void aShareIsReachedExactlyAndNotByTheFirstFew() {
    Allowance share = Allowance.parse("0.1%");
    assertThat(share).isInstanceOf(Allowance.Share.class).hasToString("0.1%");
    assertThat(share.isReached(1, 1000)).isTrue();
    assertThat(share.isReached(1, 1001)).isFalse();
    assertThat(Allowance.parse("5%").isReached(99, 99)).isFalse();
    assertThat(Allowance.parse("100%").isReached(100, 100)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0%", "101%", "-1", "5 %", "%", "", "1.5", "5%%", "1e3"})
  void whatIsNeitherIsRefused(String text) {
    assertThatThrownBy(() -> Allowance.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
