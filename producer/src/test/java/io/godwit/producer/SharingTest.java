package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose the splits are, by who is there. */
class SharingTest {

  private static SortedSet<Integer> splits(int number) {
    return IntStream.range(0, number).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> crew(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "token-" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachSplitIsOnesAndNobodyHasMoreThanItsPart() {
    for (int members : List.of(1, 2, 3, 7)) {
      for (int number : List.of(0, 1, 2, 3, 6, 100)) {
        List<Integer> all =
            crew(members).stream()
                .map(one -> Sharing.of(splits(number), crew(members), one))
                .peek(
                    its -> assertThat(its).hasSizeLessThanOrEqualTo(Math.ceilDiv(number, members)))
                .flatMap(SortedSet::stream)
                .toList();
        assertThat(all).containsExactlyInAnyOrderElementsOf(splits(number));
      }
    }
  }

  @Test
  void whereOneGoesTheOthersKeepMostOfTheirs() {
    SortedSet<Integer> before = Sharing.of(splits(300), crew(4), "token-0");
    SortedSet<Integer> after = Sharing.of(splits(300), crew(3), "token-0");
    SortedSet<Integer> kept = new TreeSet<>(before);
    kept.retainAll(after);
    assertThat(kept).hasSizeGreaterThan(before.size() * 2 / 3);
  }
}
