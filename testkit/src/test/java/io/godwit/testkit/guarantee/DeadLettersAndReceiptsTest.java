package io.godwit.testkit.guarantee;

import static io.godwit.testkit.guarantee.Sequences.breach;
import static io.godwit.testkit.guarantee.Sequences.setAside;
import static io.godwit.testkit.guarantee.Sequences.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.wire.Receipt.End;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link OneLetterEach} and {@link TheSpoiltFail}. */
final class DeadLettersAndReceiptsTest {

  @Test
  void oneLetterEachIsKept() {
    assertThat(
            breach(
                new OneLetterEach(),
                setAside(1),
                settled(End.WRITTEN, 0),
                settled(End.FAILED, 1, 2),
                setAside(2)))
        .isEmpty();
  }

  @Test
  void oneLetterEachIsBroken() {
    assertThat(breach(new OneLetterEach(), settled(End.FAILED, 1), setAside(1), setAside(1)))
        .contains("record 1 of split 0, rows.csv:3, has one more dead letter");
    assertThat(breach(new OneLetterEach(), settled(End.FAILED, 1)))
        .contains("record 1 of split 0, line 3, has failed and has no dead letter");
    assertThat(breach(new OneLetterEach(), settled(End.WRITTEN, 1), setAside(1)))
        .contains("rows.csv:3, has a dead letter and has not failed");
  }

  @Test
  void theSpoiltFailAndNoOther() {
    Set<String> spoilt = Set.of("rows.csv:3");
    assertThat(breach(new TheSpoiltFail(spoilt), setAside(1))).isEmpty();
    assertThat(breach(new TheSpoiltFail(spoilt), setAside(1), setAside(2)))
        .contains("rows.csv:4 was not spoilt and has failed: value-unsupported, no");
    assertThat(breach(new TheSpoiltFail(spoilt)))
        .contains("rows.csv:3 is spoilt and has not failed");
  }
}
