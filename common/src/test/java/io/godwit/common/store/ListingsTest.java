package io.godwit.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ListingsTest {

  private static final List<String> NAMES =
      List.of(
          "a", "a😀", "aｚ", "b", "bad", "x/ａ", "x/ａ😀", "x/ａｚ", "x/😀", "😀", "😀😀", "😀ａ", "ａ",
          "ａ😀");

  /** A service that lists in an order of its own. */
  private record Service(List<String> names, List<String> begun) implements Listings.Service {
    @Override
    public Iterator<ObjectFacts> from(String prefix, Optional<String> start) {
      begun.add(start.orElse(""));
      return names.stream()
          .filter(name -> name.startsWith(prefix) && name.compareTo(start.orElse("")) >= 0)
          .map(name -> new ObjectFacts(name, 1, Instant.EPOCH, "v", Optional.empty(), Map.of()))
          .iterator();
    }

    @Override
    public Optional<String> noObject(ObjectFacts facts) {
      return facts.name().equals("bad") ? Optional.of("it is bad") : Optional.empty();
    }
  }

  @Test
  void bothOrdersBecomeThatOfBytesHoweverPagesAreCut() {
    List<String> good = NAMES.stream().filter(n -> !n.equals("bad")).toList();
    List<String> expected = good.stream().sorted(NameOrder.NAMES).toList();
    for (Comparator<String> order : List.of(Comparator.<String>naturalOrder(), NameOrder.NAMES)) {
      List<String> served = NAMES.stream().sorted(order).toList();
      for (int max = 1; max < 5; max++) {
        Listings listings = new Listings(new Service(served, new ArrayList<>()));
        assertThat(names(listings, Optional.empty(), max)).isEqualTo(expected);
      }
      for (String after : expected) {
        Listings listings = new Listings(new Service(served, new ArrayList<>()));
        assertThat(names(listings, Optional.of(after), 3))
            .as(after)
            .isEqualTo(expected.subList(expected.indexOf(after) + 1, expected.size()));
      }
    }
  }

  @Test
  void aListingThatGoesOnAsksOnceAndTellsWhatItLeavesOut() {
    List<String> begun = new ArrayList<>();
    Listings listings = new Listings(new Service(NAMES.subList(0, 5), begun));
    assertThat(listings.page("", Optional.of("b"), 9).leftOut())
        .containsExactly(new ObjectPage.LeftOut("bad", "it is bad"));
    begun.clear();
    names(listings, Optional.empty(), 2);
    assertThat(begun).hasSize(1);
  }

  private static List<String> names(Listings listings, Optional<String> after, int max) {
    List<String> all = new ArrayList<>();
    Optional<String> last = after;
    while (true) {
      List<String> page =
          listings.page("", last, max).objects().stream().map(ObjectFacts::name).toList();
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      last = Optional.of(page.getLast());
    }
  }
}
