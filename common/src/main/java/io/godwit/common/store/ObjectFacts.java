package io.godwit.common.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a store knows of an object without reading it.
 *
 * @param name its name
 * @param size in bytes
 * @param modified when it was last put, or the file's time
 * @param version changes whenever the content does: an etag; for a file its time, size and identity
 * @param hash of the content, where the store keeps one that it has checked. A store that can
 *     computes it of what it puts, on the way, since nobody else sees each byte once
 * @param notes what was put with it ({@link PutTerms#notes()}), under {@link PutTerms#MARK} its
 *     mark, and {@link PutTerms#REPLACED}; empty from a listing that does not tell them
 */
public record ObjectFacts(
    String name,
    long size,
    Instant modified,
    String version,
    Optional<ContentHash> hash,
    Map<String, String> notes) {

  /** Keeps the notes as they are. */
  public ObjectFacts {
    notes = Map.copyOf(notes);
  }

  /** The mark that it was put with; empty also from a listing that does not tell it. */
  public Optional<String> mark() {
    return Optional.ofNullable(notes.get(PutTerms.MARK));
  }
}
