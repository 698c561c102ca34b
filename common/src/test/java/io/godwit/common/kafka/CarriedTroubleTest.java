package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CarriedTroubleTest {

  @Test
  void whatACallbackMeetsEndsTheReadingAndComesOutAsItWas() {
    Trouble met = new Trouble(ErrorCode.TARGET_UNREACHABLE, "away");
    List<Integer> taken = new ArrayList<>();
    assertThatThrownBy(() ->
            CarriedTrouble.<Integer>through(
                List.of(1, 2, 3)::forEach,
                number -> {
                  if (number == 2) {
                    throw met;
                  }
                  taken.add(number);
                }))
        .isSameAs(met);
    assertThat(taken).containsExactly(1);
  }
}
