package io.godwit.files.listing;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a store as a source. Any thread may call it.
 *
 * @param spec what the job says
 * @param store closed with it
 * @param choice which of its objects
 */
record StoredFilesSource(StoredFilesSpec spec, ObjectStore store, Choice choice) implements Source {

  /** All there is to know of the fields is known before anything is listed. */
  @Override
  public Inspection inspect() {
    return new Inspection(Map.of(spec.in(), FileFields.schema()), List.of());
  }

  @Override
  public Plan plan() throws Trouble {
    LeftOutRemarks remarks = new LeftOutRemarks();
    Listed listed = new Listed(store, choice, new NamePlace("", 0), remarks::passedOver);
    return new NamePlanner(spec.in(), spec.split()).plan(listed, remarks);
  }

  /** Lists all there is: no store tells less dearly whether a name has come or gone. */
  @Override
  public String fingerprint() throws Trouble {
    ListingPrint print = new ListingPrint();
    Listed listed = new Listed(store, choice, new NamePlace("", 0), passedOver -> {});
    Optional<Listed.Item> next = listed.next();
    while (next.isPresent()) {
      print.add(next.get());
      next = listed.next();
    }
    return print.text();
  }

  @Override
  public SplitReader read(Split split, Position from) {
    NamePlace place =
        from.at().isEmpty()
            ? new NamePlace(NameRange.parse(split.range()).from(), 0)
            : NamePlace.parse(from.at());
    return new NameReader(split, from, new Listed(store, choice, place, passedOver -> {}));
  }

  @Override
  public void close() {
    store.close();
  }
}
