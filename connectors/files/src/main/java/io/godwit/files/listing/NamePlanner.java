package io.godwit.files.listing;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a listing into splits while it goes by. For one thread. */
final class NamePlanner {

  private final String unit;
  private final int size;
  private final List<Split> splits = new ArrayList<>();
  private final ListingPrint print = new ListingPrint();
  private String from = "";
  private long records;

  NamePlanner(String unit, int size) {
    this.unit = unit;
    this.size = size;
  }

  /**
   * The plan of a listing.
   *
   * @param remarks gathers what the listing passes over
   */
  Plan plan(Listed listed, LeftOutRemarks remarks) throws Trouble {
    Optional<Listed.Item> next = listed.next();
    while (next.isPresent()) {
      print.add(next.get());
      switch (next.get()) {
        case Listed.Item.Other ignored -> {}
        case Listed.Item.Lost ignored -> records++;
        case Listed.Item.Named object -> {
          records++;
          if (records >= size) {
            cut(object.facts().name());
          }
        }
      }
      next = listed.next();
    }
    if (records > 0 || splits.isEmpty()) {
      cut("");
    } else {
      openEnd();
    }
    remarks.lost(print.lost());
    return new Plan(splits, print.text(), remarks.texts());
  }

  private void cut(String to) {
    splits.add(new Split(splits.size(), unit, new NameRange(from, to).text(), records));
    from = to;
    records = 0;
  }

  /** The last split ends where the listing does, not where its last name is. */
  private void openEnd() {
    Split last = splits.removeLast();
    NameRange range = new NameRange(NameRange.parse(last.range()).from(), "");
    splits.add(new Split(last.number(), unit, range.text(), last.records()));
  }
}
