package io.godwit.files.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.aside.Copied;
import java.util.Optional;

/**
 * Keeps what stands under a name before a run puts an object there: first a copy of it, under a
 * name that says of which version it is, then a note that says which copy counts. The first note of
 * a run and name stays; a copy that no note names goes when the run is forgotten.
 *
 * <p>Any thread may keep.
 */
record ObjectImages(KeepingStore store, RunNames names) {

  /**
   * Keeps it, durably. What the run itself has put is kept already, or was not there before.
   *
   * @param there what stands under the name; empty where nothing does
   * @return changed where that is not what stands there any more
   */
  Copied keep(String name, Optional<ObjectFacts> there) throws Trouble {
    if (there.filter(facts -> RunSeal.isOf(names.run(), facts)).isPresent()) {
      return new Copied.Done();
    }
    Optional<String> image = there.map(facts -> names.image(name, facts.version()));
    if (image.isPresent()) {
      Copied copied =
          store.keeping().keep(name, there.orElseThrow().version(), image.orElseThrow());
      if (!(copied instanceof Copied.Done)) {
        return copied;
      }
    }
    new Words(store.aside()).note(names.note(name), new KeptName(name, image).text());
    return new Copied.Done();
  }
}
