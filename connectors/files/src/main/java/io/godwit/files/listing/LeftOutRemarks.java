package io.godwit.files.listing;

import io.godwit.common.store.ObjectPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of a listing beside its splits. For one thread. */
final class LeftOutRemarks {

  private static final int NAMED = 3;

  private final Map<String, List<String>> names = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private long lost;

  /** A store has left something out. */
  void passedOver(ObjectPage.LeftOut one) {
    counts.merge(one.reason(), 1, Integer::sum);
    List<String> some = names.computeIfAbsent(one.reason(), reason -> new ArrayList<>());
    if (some.size() < NAMED) {
      some.add(one.name());
    }
  }

  /** So many are records that fail. */
  void lost(long count) {
    lost = count;
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    names.forEach((reason, some) -> {
      int more = counts.getOrDefault(reason, 0) - some.size();
      texts.add(
          "left out: "
              + String.join(", ", some)
              + (more > 0 ? " and " + more + " or more others" : "")
              + ": "
              + reason);
    });
    if (lost > 0) {
      texts.add(lost + " of what is listed cannot be read, and will be among the failed records");
    }
    return texts;
  }
}
