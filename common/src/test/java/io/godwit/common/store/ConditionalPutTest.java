package io.godwit.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Puts into one place, into which others put at the worst moment. */
final class ConditionalPutTest {

  /** A store of one name, which checks the condition as it stores. */
  private static final class OneName {
    private final long size;
    private final Optional<String> mark;
    private Optional<ObjectFacts> there = Optional.empty();
    private Optional<ObjectFacts> comingBetween = Optional.empty();
    private int version;
    private int sent;

    OneName(long size, Optional<String> mark) {
      this.size = size;
      this.mark = mark;
    }

    Optional<ObjectFacts> look() {
      return there;
    }

    Optional<ObjectFacts> send(Optional<String> over, boolean replaces) {
      sent++;
      if (comingBetween.isPresent()) {
        there = comingBetween;
        comingBetween = Optional.empty();
      }
      if (!there.map(ObjectFacts::version).equals(over)) {
        return Optional.empty();
      }
      there = Optional.of(facts(size, "v" + ++version, mark, replaces));
      return there;
    }
  }

  private static ObjectFacts facts(
      long size, String version, Optional<String> mark, boolean replaces) {
    Map<String, String> notes = new HashMap<>();
    mark.ifPresent(m -> notes.put(PutTerms.MARK, m));
    if (replaces) {
      notes.put(PutTerms.REPLACED, "yes");
    }
    return new ObjectFacts("x", size, Instant.EPOCH, version, Optional.empty(), notes);
  }

  private static PutAnswer put(OneName store, boolean replace, boolean looking) throws Trouble {
    PutTerms terms = new PutTerms(replace, store.mark, Optional.empty(), Map.of());
    return new ConditionalPut("'x'", terms, store.size, store::look, store::send).put(looking);
  }

  @Test
  void whoComesBetweenIsLeftUnlessHeMayBeReplaced() throws Exception {
    for (boolean looking : new boolean[] {true, false}) {
      for (boolean replace : new boolean[] {true, false}) {
        OneName store = new OneName(3, Optional.of("mine"));
        store.comingBetween = Optional.of(facts(7, "other", Optional.of("other"), false));
        PutAnswer answer = put(store, replace, looking);
        if (replace) {
          assertThat(((PutAnswer.Stored) answer).created()).isFalse();
          assertThat(((PutAnswer.Stored) put(store, true, looking)).created()).isFalse();
          assertThat(store.sent).isEqualTo(2);
        } else {
          assertThat(answer).isInstanceOf(PutAnswer.Taken.class);
        }
      }
    }
  }

  @Test
  void anAnswerThatWasLostIsFoundByTheMark() throws Exception {
    OneName store = new OneName(3, Optional.of("mine"));
    store.comingBetween = Optional.of(facts(3, "mine", Optional.of("mine"), false));
    assertThat(((PutAnswer.Stored) put(store, false, false)).created()).isTrue();
    assertThat(store.sent).isEqualTo(1);
  }

  @Test
  void ourOwnOfAnotherSizeIsSentAgainAndStaysNew() throws Exception {
    OneName store = new OneName(3, Optional.of("mine"));
    store.there = Optional.of(facts(2, "mine", Optional.of("mine"), false));
    PutAnswer.Stored answer = (PutAnswer.Stored) put(store, false, true);
    assertThat(answer.created()).isTrue();
    assertThat(answer.facts().size()).isEqualTo(3);
    assertThat(answer.facts().notes()).doesNotContainKey(PutTerms.REPLACED);
  }

  @Test
  void withoutAMarkNothingIsOurs() throws Exception {
    OneName store = new OneName(3, Optional.empty());
    assertThat(((PutAnswer.Stored) put(store, false, false)).created()).isTrue();
    assertThat(put(store, false, false)).isInstanceOf(PutAnswer.Taken.class);
  }

  @Test
  void whereOthersAlwaysComeBetweenItIsTrouble() {
    PutTerms terms = new PutTerms(true, Optional.empty(), Optional.empty(), Map.of());
    assertThatThrownBy(() ->
            new ConditionalPut(
                    "'x'", terms, 3, Optional::empty, (over, replaces) -> Optional.empty())
                .put(false))
        .isInstanceOfSatisfying(
            Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY));
  }
}
