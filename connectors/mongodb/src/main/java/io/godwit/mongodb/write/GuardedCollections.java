package io.godwit.mongodb.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Match;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.mongodb.undo.KeepableSink;
import io.godwit.mongodb.undo.Leaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@link SeveralCollections} that the job names, so that there is a baseline. Its facts are those
 * of each collection, under the collection's number.
 */
record GuardedCollections(SeveralCollections sink, List<GuardedCollection> collections)
    implements KeepableSink, SupportsBaseline, SupportsKeyEquality, SupportsVerify {

  @Override
  public List<Leaving> leaving(List<Write> batch) {
    return sink.leaving(batch);
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    return sink.write(batch);
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return sink.isolate(batch);
  }

  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    return sink.witness(accepted, refused);
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    return sink.holds(writes);
  }

  @Override
  public List<String> key(int table) {
    return sink.key(table);
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    return sink.compare(rows);
  }

  @Override
  public Optional<String> unknownEquality() {
    return sink.unknownEquality();
  }

  @Override
  public String unit() {
    return collections.stream()
        .map(one -> one.target().collection())
        .collect(Collectors.joining(", "));
  }

  @Override
  public SortedMap<String, String> baseline() {
    SortedMap<String, String> all = new TreeMap<>();
    for (int i = 0; i < collections.size(); i++) {
      String prefix = prefix(i);
      collections
          .get(i)
          .guard()
          .seen()
          .facts()
          .forEach((name, fact) -> all.put(prefix + name, fact));
    }
    return all;
  }

  @Override
  public void restOn(Recorded recorded) throws Trouble {
    for (int i = 0; i < collections.size(); i++) {
      int number = i;
      collections.get(i).guard().restOn(() -> of(number, recorded.newest()));
    }
  }

  @Override
  public List<String> differences(SortedMap<String, String> recorded) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < collections.size(); i++) {
      GuardedCollection one = collections.get(i);
      for (String difference : one.guard().differencesTo(of(i, recorded))) {
        all.add(one.target().collection() + ": " + difference);
      }
    }
    return all;
  }

  private static SortedMap<String, String> of(int number, SortedMap<String, String> all) {
    SortedMap<String, String> own = new TreeMap<>();
    String prefix = prefix(number);
    all.forEach((name, fact) -> {
      if (name.startsWith(prefix)) {
        own.put(name.substring(prefix.length()), fact);
      }
    });
    return own;
  }

  private static String prefix(int number) {
    return number + ".";
  }
}
