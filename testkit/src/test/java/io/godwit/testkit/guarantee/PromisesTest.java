package io.godwit.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PromisesTest {

  private static final TargetRows ROWS = TargetRows.ofFields("id");

  /** One of a test's own. */
  private static final class NothingIsSeen implements Guarantee {
    private long seen;

    @Override
    public void see(Seen any) {
      seen++;
    }

    @Override
    public void check(FinishedRun run) {
      assertThat(seen).as("seen of %s", run.job()).isZero();
    }
  }

  @Test
  void aTestAddsItsOwnAndGivesOneUpWithAReason() {
    Promises promises =
        Promises.standard()
            .ofTarget(ROWS)
            .with(NothingIsSeen::new)
            .without(WrittenBeforeTold.class, "the clocks are of two machines");
    assertThat(promises.make())
        .hasOnlyElementsOfTypes(
            PublishedOnce.class,
            PositionsGoForward.class,
            OneOutcomeEach.class,
            OneLetterEach.class,
            OnlyRowsOfTheRun.class,
            LastRowIsTheRecords.class,
            NothingIsSeen.class)
        .hasSize(7);
    assertThat(promises.givenUp())
        .containsExactly("WrittenBeforeTold is given up: the clocks are of two machines");
    assertThat(Sequences.breach(new NothingIsSeen(), Seen.Looked.LOOKED)).contains("seen of job");
  }

  @Test
  void eachRunHasItsOwn() {
    Promises promises = Promises.standard();
    assertThat(promises.make()).doesNotContainAnyElementsOf(promises.make());
  }

  @Test
  void whatIsNotPromisedOrHasNoReasonIsNotGivenUp() {
    Promises promises = Promises.standard();
    assertThatThrownBy(() -> promises.without(WrittenBeforeTold.class, "no target"))
        .hasMessageContaining("WrittenBeforeTold is not promised");
    assertThatThrownBy(() -> promises.without(PublishedOnce.class, " "))
        .hasMessageContaining("without a reason");
  }
}
