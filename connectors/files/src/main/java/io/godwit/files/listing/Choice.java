package io.godwit.files.listing;

import io.godwit.common.store.ObjectFacts;
import io.godwit.files.spec.NamePattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which objects of a store are read.
 *
 * @param prefix what names start with; empty for all
 * @param patterns of which one has to match; all do where there is none
 * @param earliest the earliest time of the last change
 */
record Choice(String prefix, List<NamePattern> patterns, Optional<Instant> earliest) {

  static Choice of(StoredFilesSpec spec) {
    return new Choice(
        spec.prefix().orElse(""),
        spec.match().orElse(List.of()).stream().map(NamePattern::of).toList(),
        spec.earliest());
  }

  boolean takes(ObjectFacts object) {
    return (patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(object.name())))
        && (earliest.isEmpty() || !object.modified().isBefore(earliest.get()));
  }
}
