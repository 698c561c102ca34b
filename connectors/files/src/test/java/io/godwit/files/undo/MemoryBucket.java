package io.godwit.files.undo;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ConditionalPut;
import io.godwit.common.store.NameOrder;
import io.godwit.common.store.NameRules;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.Copied;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store as buckets are: one space of names, versions that are told by the content alone, no hash,
 * and a time that nobody can set. Any thread may call it.
 */
final class MemoryBucket implements ObjectStore {

  private record Stored(byte[] bytes, Map<String, String> notes, Instant modified) {}

  private final Map<String, Stored> objects = new TreeMap<>(NameOrder.NAMES);
  private long time;

  private static String version(byte[] bytes) {
    return RunNames.digest(new String(bytes, StandardCharsets.ISO_8859_1), 16);
  }

  private static ObjectFacts facts(String name, Stored stored) {
    return new ObjectFacts(
        name,
        stored.bytes().length,
        stored.modified(),
        version(stored.bytes()),
        Optional.empty(),
        stored.notes());
  }

  private Stored stored(String name) {
    return Optional.ofNullable(objects.get(name)).orElseThrow();
  }

  @Override
  public synchronized ObjectPage list(String prefix, Optional<String> after, int max) {
    List<ObjectFacts> page = new ArrayList<>();
    objects.forEach((name, stored) -> {
      boolean behind = after.isEmpty() || NameOrder.NAMES.compare(name, after.get()) > 0;
      if (page.size() < max && behind && name.startsWith(prefix)) {
        page.add(facts(name, new Stored(stored.bytes(), Map.of(), stored.modified())));
      }
    });
    return new ObjectPage(page, List.of());
  }

  @Override
  public synchronized Optional<ObjectFacts> look(String name) {
    return Optional.ofNullable(objects.get(name)).map(stored -> facts(name, stored));
  }

  @Override
  public synchronized Opened open(String name, Optional<String> version, long from) {
    Optional<ObjectFacts> there = look(name);
    if (there.isEmpty()) {
      return new Opened.Absent();
    }
    if (version.isPresent() && !version.get().equals(there.get().version())) {
      return new Opened.Changed(there.get());
    }
    byte[] bytes = stored(name).bytes();
    return new Opened.Found(
        there.get(), new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
  }

  @Override
  public PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble {
    Map<String, String> notes = new HashMap<>(terms.notes());
    terms.mark().ifPresent(mark -> notes.put(PutTerms.MARK, mark));
    return new ConditionalPut(
            name,
            terms,
            content.size(),
            () -> look(name),
            (over, replaces) -> {
              if (replaces) {
                notes.put(PutTerms.REPLACED, "yes");
              }
              return stored(name, bytes(content), notes, over);
            })
        .put(false);
  }

  private synchronized Optional<ObjectFacts> stored(
      String name, byte[] bytes, Map<String, String> notes, Optional<String> over) {
    if (!look(name).map(ObjectFacts::version).equals(over)) {
      return Optional.empty();
    }
    time++;
    objects.put(name, new Stored(bytes, Map.copyOf(notes), Instant.ofEpochSecond(time)));
    return look(name);
  }

  private static byte[] bytes(ObjectContent content) {
    try (InputStream in = content.open(0)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link io.godwit.common.store.aside.PrefixedAside.Copying} has it. */
  synchronized Copied copy(String from, String version, String to, Optional<String> over) {
    if (!look(from).map(ObjectFacts::version).equals(Optional.of(version))) {
      return new Copied.Changed();
    }
    Stored source = stored(from);
    return stored(to, source.bytes(), source.notes(), over).isPresent()
        ? new Copied.Done()
        : new Copied.Changed();
  }

  @Override
  public synchronized Optional<ObjectFacts> remove(String name, Optional<String> version) {
    Optional<ObjectFacts> there = look(name);
    if (version.isPresent() && !there.map(ObjectFacts::version).equals(version)) {
      return there;
    }
    objects.remove(name);
    return Optional.empty();
  }

  @Override
  public Optional<Failure> unfit(String name) {
    return NameRules.unfit(name, 1024);
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public void close() {
    // Others may have it open, too.
  }
}
