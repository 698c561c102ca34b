package io.godwit.files.copy;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutTerms;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a record says of the object that it refers to.
 *
 * @param name where it stands
 * @param version that was listed; empty where the record says none, and any will do
 * @param size in bytes
 * @param modified the time of its last change
 */
record SourceObject(
    String name, Optional<String> version, OptionalLong size, Optional<Instant> modified) {

  /** The field of the name. */
  static final String NAME = "name";

  /** The note of the version that a content was copied from. */
  static final String SOURCE_VERSION = "source_version";

  /** The note of the name that it was copied from, by a hash: a store may have little room. */
  static final String SOURCE_NAME = "source_name";

  /** Empty where the record names none. */
  static Optional<SourceObject> of(Document fields) {
    return text(fields, NAME)
        .filter(name -> !name.isEmpty())
        .map(name ->
            new SourceObject(
                name,
                text(fields, "version"),
                fields.get("size").map(SourceObject::whole).orElse(OptionalLong.empty()),
                fields
                    .get("modified")
                    .filter(Value.Timestamp.class::isInstance)
                    .map(value -> ((Value.Timestamp) value).value())));
  }

  private static Optional<String> text(Document fields, String name) {
    return fields
        .get(name)
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).value());
  }

  private static OptionalLong whole(Value value) {
    return switch (value) {
      case Value.Int64(long size) -> OptionalLong.of(size);
      case Value.Int32(int size) -> OptionalLong.of(size);
      default -> OptionalLong.empty();
    };
  }

  /** The same of an object that has been looked at. */
  static SourceObject of(ObjectFacts facts) {
    return new SourceObject(
        facts.name(),
        Optional.of(facts.version()),
        OptionalLong.of(facts.size()),
        Optional.of(facts.modified()));
  }

  /**
   * Whether an object at the target is this one: of its size, copied from no other name, and from
   * its version or with its time. Two contents of one size and time are taken for one, as every
   * tool that copies trees does; where the target knows its hash and somebody the source's, the
   * hash decides.
   *
   * @param hash of this one's content, where it is known
   */
  boolean isAt(ObjectFacts there, Optional<ContentHash> hash) {
    if (size.isEmpty() || size.getAsLong() != there.size()) {
      return false;
    }
    if (hash.isPresent() && there.hash().isPresent()) {
      return hash.equals(there.hash());
    }
    String origin = there.notes().getOrDefault(SOURCE_NAME, nameNote());
    if (!origin.equals(nameNote())) {
      return false;
    }
    Optional<String> copied = Optional.ofNullable(there.notes().get(SOURCE_VERSION));
    if (version.isPresent() && version.equals(copied)) {
      return true;
    }
    Instant theirs =
        Optional.ofNullable(there.notes().get(PutTerms.MODIFIED))
            .flatMap(SourceObject::instant)
            .orElse(there.modified());
    return modified.isPresent() && modified.get().equals(theirs);
  }

  /** What {@link #SOURCE_NAME} says. */
  String nameNote() {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
