package io.godwit.files.copy;

import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Compares an object with the one that it is a copy of. One that says by its notes that it is the
 * copy is read and held against the hash that was noted when each of its bytes went by; of another,
 * whose notes are gone or are somebody else's, both contents are read. Any thread may use it.
 */
record CopyComparison(ObjectStore from, ObjectStore to) {

  private static final String ALGORITHM = "SHA-256";
  private static final int BUFFER = 1 << 16;

  /** How what stands under a name compares with what a record refers to. */
  Match of(SourceObject source, String name) throws Trouble {
    Optional<ObjectFacts> there = to.look(name);
    if (there.isEmpty()) {
      return Match.Missing.MISSING;
    }
    ObjectFacts facts = there.get();
    if (source.size().isPresent() && source.size().getAsLong() != facts.size()) {
      return different("size", source.size().getAsLong() + " bytes", facts.size() + " bytes");
    }
    return source.isAt(facts, Optional.empty()) ? asNoted(facts) : asAtSource(source, facts);
  }

  private Match asNoted(ObjectFacts facts) throws Trouble {
    if (facts.hash().isEmpty()) {
      return Match.Equal.EQUAL;
    }
    ContentHash noted = facts.hash().get();
    Optional<String> found = hash(to, facts.name(), Optional.empty(), noted.algorithm());
    return found
        .map(hex ->
            hex.equals(noted.hex())
                ? Match.Equal.EQUAL
                : different(noted.algorithm() + " of the content", noted.hex(), hex))
        .orElse(new Match.Unclear("the object cannot be read, or was changed while it was"));
  }

  private Match asAtSource(SourceObject source, ObjectFacts facts) throws Trouble {
    Optional<String> expected = hash(from, source.name(), source.version(), ALGORITHM);
    Optional<String> found = hash(to, facts.name(), Optional.empty(), ALGORITHM);
    if (expected.isEmpty() || found.isEmpty()) {
      return new Match.Unclear(
          "the object does not say what it is a copy of, and what the run has read is not at the"
              + " source any more");
    }
    return expected.equals(found)
        ? Match.Equal.EQUAL
        : different(ALGORITHM + " of the content", expected.get(), found.get());
  }

  private static Match different(String field, String expected, String found) {
    return new Match.Different(List.of(new Difference(field, expected, found)));
  }

  /** Empty where there is no such object, of that version, to be read. */
  private static Optional<String> hash(
      ObjectStore store, String name, Optional<String> version, String algorithm) throws Trouble {
    return switch (store.open(name, version, 0)) {
      case Opened.Absent ignored -> Optional.empty();
      case Opened.Changed ignored -> Optional.empty();
      case Opened.Unreadable ignored -> Optional.empty();
      case Opened.Found(ObjectFacts ignored, InputStream bytes) ->
          Optional.of(hex(bytes, algorithm));
    };
  }

  private static String hex(InputStream bytes, String algorithm) throws Trouble {
    try (bytes) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[BUFFER];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new Trouble(ErrorCode.STORE_UNREACHABLE, "a content broke off: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a hash that nobody knows was noted: " + algorithm, e);
    }
  }
}
