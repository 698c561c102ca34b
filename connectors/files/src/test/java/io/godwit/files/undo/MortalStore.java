package io.godwit.files.undo;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.Copied;
import io.godwit.common.store.aside.SupportsAside;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store whose user dies with one of its changes: just before it or, what is the same for him,
 * just after it. Any thread may call it.
 *
 * @param store that is changed
 * @param alive how many changes he lives for; one more is made where {@code after}
 * @param after whether the last change is made
 */
record MortalStore(ObjectStore store, AtomicInteger alive, boolean after)
    implements ObjectStore, SupportsAside {

  /** He has died. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private interface Change<T> {
    T make() throws Trouble;
  }

  private <T> T change(Change<T> change) throws Trouble {
    int left = alive.getAndDecrement();
    if (left > 0) {
      return change.make();
    }
    if (left == 0 && after) {
      change.make();
    }
    throw new Died();
  }

  @Override
  public ObjectPage list(String prefix, Optional<String> behind, int max) throws Trouble {
    return store.list(prefix, behind, max);
  }

  @Override
  public Optional<ObjectFacts> look(String name) throws Trouble {
    return store.look(name);
  }

  @Override
  public Opened open(String name, Optional<String> version, long from) throws Trouble {
    return store.open(name, version, from);
  }

  @Override
  public PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble {
    return change(() -> store.put(name, content, terms));
  }

  @Override
  public Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble {
    return change(() -> store.remove(name, version));
  }

  @Override
  public ObjectStore aside() {
    return new MortalStore(((SupportsAside) store).aside(), alive, after);
  }

  @Override
  public Copied keep(String name, String version, String as) throws Trouble {
    return change(() -> ((SupportsAside) store).keep(name, version, as));
  }

  @Override
  public Copied putBack(String kept, String name, String over) throws Trouble {
    return change(() -> ((SupportsAside) store).putBack(kept, name, over));
  }

  @Override
  public Optional<Failure> unfit(String name) {
    return store.unfit(name);
  }

  @Override
  public int concurrency() {
    return store.concurrency();
  }

  @Override
  public void close() {
    store.close();
  }
}
