package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What several tables were when the run began, as one record: they are written together, so an
 * alteration of one keeps all of them waiting.
 *
 * @param tables at least two
 */
record JoinedBaseline(List<SupportsBaseline> tables) implements SupportsBaseline {

  private static final String OF = " of ";

  @Override
  public String unit() {
    return tables.stream().map(SupportsBaseline::unit).collect(Collectors.joining(", "));
  }

  @Override
  public SortedMap<String, String> baseline() {
    SortedMap<String, String> all = new TreeMap<>();
    for (SupportsBaseline table : tables) {
      table.baseline().forEach((name, text) -> all.put(name + OF + table.unit(), text));
    }
    return all;
  }

  @Override
  public void restOn(Recorded recorded) throws Trouble {
    for (SupportsBaseline table : tables) {
      table.restOn(() -> of(table, recorded.newest()));
    }
  }

  @Override
  public List<String> differences(SortedMap<String, String> recorded) {
    List<String> sentences = new ArrayList<>();
    for (SupportsBaseline table : tables) {
      table
          .differences(of(table, recorded))
          .forEach(sentence -> sentences.add(table.unit() + ": " + sentence));
    }
    return sentences;
  }

  private static SortedMap<String, String> of(
      SupportsBaseline table, SortedMap<String, String> all) {
    String ending = OF + table.unit();
    SortedMap<String, String> own = new TreeMap<>();
    all.forEach((name, text) -> {
      if (name.endsWith(ending)) {
        own.put(name.substring(0, name.length() - ending.length()), text);
      }
    });
    return own;
  }
}
